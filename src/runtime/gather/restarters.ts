import type {Reader} from '../../host/host.ts';
import {known, type Part, type Unit} from '../../model/node-snapshot.ts';
import type {Restarter} from '../../model/node-state.ts';
import {printedBy, textIfAny} from './part.ts';

const watched = ['kubelet', 'containerd', 'docker'];
const places = [
	'/etc/systemd/system',
	'/etc/cron.d',
	'/etc/crontab',
	'/var/spool/cron',
	'/usr/local/bin',
	'/usr/local/sbin',
	'/opt/bin',
];
const starters = ['/etc/systemd/system', '/lib/systemd/system', '/etc/cron.d', '/etc/crontab', '/var/spool/cron'];
const timerFolders = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];
const calls = '(systemctl|service)[^#]{0,60}[[:space:]](kubelet|containerd|docker)';
const recentUs = 180_000_000;

/** What on this node stops or restarts its services: only looked for while one of them is young, which is seldom. */
export async function gatherRestarters(
	reader: Reader,
	units: Part<Readonly<Record<string, Unit>>>,
): Promise<readonly Restarter[]> {
	const uptimeUs = Number.parseFloat((await textIfAny(reader, '/proc/uptime')) ?? '') * 1e6;
	const young = watched.filter(name => {
		const since = known(units)?.[`${name}.service`]?.activeSinceUs;
		return since !== undefined && uptimeUs - since < recentUs;
	});
	if (young.length === 0) return [];
	const printed = await printedBy(reader, ['grep', '-rIsnE', '--', calls, ...places], 2000).catch(() => '');
	const found = printed.split('\n').flatMap(line => callIn(line) ?? []);
	return Promise.all(
		found.slice(0, 20).map(async one => {
			const unit = unitAt(one.path) ?? (await unitThatNames(reader, one.path));
			if (unit === undefined) return one;
			const timer = unit.replace(/\.service$/, '.timer');
			const kinds = await Promise.all(
				timerFolders.map(folder => reader.kindOf(`${folder}/${timer}`).catch(() => undefined)),
			);
			return {...one, unit, ...(kinds.includes('file') ? {timer} : {})};
		}),
	);
}

/** `/usr/local/bin/monitor:5:  docker ps || systemctl restart kubelet`. */
export function callIn(line: string): Omit<Restarter, 'unit'> | undefined {
	const [, path, number, text = ''] = /^(\/[^:]+):(\d+):\s*(.*)$/.exec(line) ?? [];
	if (path === undefined || text.startsWith('#')) return undefined;
	// `docker ps || systemctl restart kubelet` asks one and restarts the other.
	const ending = text.split(/[;&|]+/).filter(call => /\b(re-?start|try-restart|stop|kill)\b/.test(call));
	const services = watched.filter(name =>
		ending.some(call => new RegExp(`(?<![\\w@.-])${name}(\\.service)?(?![\\w.-])`).test(call)),
	);
	return services.length === 0 ? undefined : {path, line: Number(number), text: text.slice(0, 200), services};
}

function unitAt(path: string): string | undefined {
	return /^\/etc\/systemd\/system\/([\w@.\\-]+\.service)(\.d\/|$)/.exec(path)?.[1];
}

async function unitThatNames(reader: Reader, path: string): Promise<string | undefined> {
	if (!/^\/(usr|opt)\//.test(path)) return undefined;
	const printed = await printedBy(reader, ['grep', '-rlsF', '--', path, ...starters], 2000).catch(() => '');
	return printed.split('\n').flatMap(file => /\/([\w@.\\-]+\.service)(\.d\/[^/]+)?$/.exec(file)?.[1] ?? [])[0];
}
