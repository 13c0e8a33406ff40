import type {Reader} from '../../host/host.ts';
import {literalPattern} from '../../model/literal-pattern.ts';
import type {DockerCaller, DockerDependent} from '../../model/node-surroundings.ts';
import {callsIn} from './callers-translate.ts';
import {namesIn, textIfAny} from './part.ts';
import {dependencyLines, execTexts, gatherUnitFiles, type UnitFile} from './unit-files.ts';

const crontabs = ['/etc/crontab', '/etc/anacrontab'];
/** Debian, SUSE, and the rest. */
const crontabFolders = ['/etc/cron.d', '/var/spool/cron/crontabs', '/var/spool/cron/tabs', '/var/spool/cron'];
const scripts = ['/etc/rc.local', '/etc/rc.d/rc.local'];
const scriptFolders = [
	...['hourly', 'daily', 'weekly', 'monthly'].map(often => `/etc/cron.${often}`),
	'/usr/local/bin',
	'/usr/local/sbin',
	'/opt/bin',
	'/root',
	'/root/bin',
	'/etc/logrotate.d',
	'/etc/profile.d',
	'/etc/keepalived',
];
/** Programs that watch containers, and often through docker. */
const configFolders = [
	'/etc/telegraf',
	'/etc/telegraf/telegraf.d',
	'/etc/filebeat',
	'/etc/metricbeat/modules.d',
	'/etc/fluent',
	'/etc/fluent-bit',
	'/etc/td-agent',
	'/etc/td-agent-bit',
	'/etc/promtail',
	'/etc/vector',
	'/etc/datadog-agent',
	'/etc/datadog-agent/conf.d/docker.d',
	'/etc/zabbix',
	'/etc/zabbix/zabbix_agent2.d/plugins.d',
	'/etc/netdata',
	'/etc/collectd',
	'/etc/rsyslog.d',
	'/etc/falco',
	'/etc/default',
	'/etc/sysconfig',
];
const maxBytes = 512 * 1024;

type Text = {
	readonly path: string;
	readonly text: string;
	readonly kind: DockerCaller['kind'];
	readonly startedBy?: string;
};

export type Callers = {readonly callers: readonly DockerCaller[]; readonly dependents: readonly DockerDependent[]};

/** Crontabs, units, scripts and settings of this node that call docker or read what is its own. */
export async function gatherCallers(reader: Reader): Promise<Callers> {
	const [tabs, units, plain, configs] = await Promise.all([
		readAll(reader, 'crontab', crontabs, crontabFolders),
		gatherUnitFiles(reader),
		readAll(reader, 'script', scripts, scriptFolders),
		readAll(reader, 'config', [], configFolders),
	]);
	const known = new Set([...tabs, ...plain].map(({path}) => path));
	const named = [
		...tabs.flatMap(({text}) => pathsIn(text)),
		...units.flatMap(unit => execTexts(unit).flatMap(pathsIn)),
	];
	const started = await readAll(
		reader,
		'script',
		[...new Set(named)].filter(path => !known.has(path)),
		[],
	);
	const texts: readonly Text[] = [
		...tabs,
		...units.filter(({name}) => name.endsWith('.service')).map(unit => unitText(unit, units)),
		...plain.filter(runs),
		...started,
		...configs.filter(({path}) => !/\/docker(-storage|-network|-latest)?$/.test(path)),
	];
	const found = await Promise.all(texts.map(callerOf));
	return {callers: found.filter(each => each !== undefined), dependents: units.flatMap(dependencyLines)};
}

function unitText({path, text, name}: UnitFile, units: readonly UnitFile[]): Text {
	const plain = name.replace(/\.service$/, '');
	const timer = units.find(
		each =>
			each.name === `${plain}.timer` ||
			(each.name.endsWith('.timer') && new RegExp(`^Unit=${literalPattern(name)}\\s*$`, 'm').test(each.text)),
	);
	return {path, text, kind: 'unit', ...(timer === undefined ? {} : {startedBy: timer.name})};
}

/** In root's home lie notes, lists and the history of its shell, full of docker commands that nothing runs again. */
function runs({path, text}: Text): boolean {
	if (!/^\/root\/[^/]+$/.test(path)) return true;
	return text.startsWith('#!') || /\.(ba|z|k)?sh$/.test(path) || shellStart.test(path);
}

const shellStart =
	/\/\.(profile|(bash|z|k)?(rc|_profile|_aliases|_login|_logout)|bashrc|zshrc|kshrc|zprofile|zlogin|aliases)$/;

async function callerOf({path, text, kind, startedBy}: Text): Promise<DockerCaller | undefined> {
	const lines = text.split(/\r?\n/).flatMap((raw, index) => {
		const line = raw.trim();
		return names(line, kind) ? [{line: index + 1, text: line}] : [];
	});
	if (lines.length === 0) return undefined;
	const calls = kind === 'config' || !lines.some(({text: line}) => command.test(line)) ? [] : await callsIn(text, kind);
	return {path, kind, lines, ...(startedBy === undefined ? {} : {startedBy}), calls};
}

const command = /(^|[\s;&|({`"'=@+!:/-])docker(-compose)?(?=\s|$)/;
const ofDocker = /\bdocker\.sock\b|\/var\/lib\/docker\//;

function names(line: string, kind: DockerCaller['kind']): boolean {
	if (line === '' || /^[#;]/.test(line)) return false;
	if (kind === 'config') return ofDocker.test(line);
	if (kind === 'unit' && !/^Exec\w+\s*=/.test(line)) return ofDocker.test(line);
	return ofDocker.test(line) || (command.test(line) && !/^(Description|Documentation)\s*=|^echo\s/.test(line));
}

/** Programs of people, not of packages. */
function pathsIn(text: string): readonly string[] {
	return [...text.matchAll(/(?<=^|[\s"'=@+!:-])\/(?:opt|srv|root|home|etc|usr\/local|var|data)\/[\w./+@-]+/gm)].map(
		([path]) => path,
	);
}

async function readAll(
	reader: Reader,
	kind: DockerCaller['kind'],
	files: readonly string[],
	folders: readonly string[],
): Promise<readonly Text[]> {
	const inside = await Promise.all(
		folders.map(async folder => (await namesIn(reader, folder)).map(name => `${folder}/${name}`)),
	);
	const read = await Promise.all([...files, ...inside.flat()].map(path => readSmall(reader, path)));
	return read.flatMap(file => (file === undefined ? [] : [{...file, kind}]));
}

/** A text; undefined for what is none, or too large for one. */
async function readSmall(reader: Reader, path: string) {
	if ((await reader.kindOf(path).catch(() => undefined)) !== 'file') return undefined;
	const bytes = await reader.sizeOf(path).catch(() => undefined);
	if (bytes === undefined || bytes > maxBytes) return undefined;
	const text = await textIfAny(reader, path);
	return text === undefined || text.includes('\0') ? undefined : {path, text};
}
