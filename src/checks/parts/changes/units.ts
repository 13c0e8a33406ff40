import type {ChangedEntry} from '../../../model/lately-changed.ts';
import {known, type NodeSnapshot} from '../../../model/node-snapshot.ts';
import {run} from '../../fixes.ts';
import {nodeServices, unitLines} from '../unit-lines.ts';
import {type Suspect, seenOf} from './suspect.ts';
import {aside, fromCopy} from './take-back.ts';

const watched = [...nodeServices, 'docker.socket', 'cri-docker.socket', 'cri-dockerd.socket'];

/** A drop-in, or a unit file, of a service of the node. */
export function ofUnit(entry: ChangedEntry, node: NodeSnapshot): Suspect | undefined {
	const [, name, dropIn] =
		/^\/(?:etc|run|usr\/local\/lib|usr\/lib)\/systemd\/(?:system|system\.control|system\.attached)\/([\w@.\\-]+?)(?:\.d\/([^/]+\.conf))?$/.exec(
			entry.path,
		) ?? [];
	if (name === undefined || entry.kind === 'directory') return undefined;
	const units = watched.filter(unit => unit === name || (dropIn !== undefined && isPrefixOf(name, unit)));
	if (units.length === 0) return undefined;
	return {
		...seenOf(entry),
		units: [...units, ...stoppedBy(entry)],
		stops: true,
		counts: 'start',
		what: 'was made or changed',
		weight: 3,
		back: dropIn === undefined ? ownFile(entry) : withoutDropIn(entry, units, node),
	};
}

/** Another service that systemd stops when this one is started. */
function stoppedBy({text}: ChangedEntry): readonly string[] {
	const named = [...(text ?? '').matchAll(/^\s*Conflicts\s*=\s*(.*)$/gm)].flatMap(([, names = '']) =>
		names.trim().split(/\s+/),
	);
	return watched.filter(unit => named.includes(unit));
}

/** `service.d` is for every service. */
function isPrefixOf(name: string, unit: string): boolean {
	return name === 'service' ? unit.endsWith('.service') : name === 'socket' && unit.endsWith('.socket');
}

const reload = run('systemctl', 'daemon-reload');

/** A file of /etc that hides the one of the package. */
function ownFile(entry: ChangedEntry): Suspect['back'] {
	if (entry.beside !== undefined) return [...fromCopy(entry), reload];
	return entry.hides === undefined ? [] : [aside(entry.path), reload];
}

/** What gives the service its command line is needed; without a copy nobody knows what it was. */
function withoutDropIn(entry: ChangedEntry, units: readonly string[], node: NodeSnapshot): Suspect['back'] {
	if (entry.beside !== undefined) return [...fromCopy(entry), reload];
	const isNeeded = units.some(name => {
		const unit = known(node.units)?.[name];
		const own = unit === undefined ? [] : unitLines(unit).filter(({path}) => path === entry.path);
		return own.some(({name: key, value}) => /^(ExecStart|EnvironmentFile)$/.test(key) && value !== '');
	});
	return isNeeded ? [] : [aside(entry.path), reload];
}

/** Defaults of systemd for every service: they count for those that are started after it has read them. */
export function ofManager(entry: ChangedEntry): Suspect | undefined {
	if (!/^\/(etc|run)\/systemd\/system\.conf(\.d\/[^/]+\.conf)?$/.test(entry.path) || entry.kind === 'directory')
		return undefined;
	const isDropIn = entry.path.includes('.d/');
	const again = [run('systemctl', 'daemon-reexec')];
	return {
		...seenOf(entry),
		units: nodeServices,
		counts: 'start',
		what: 'was made or changed: it is for every service',
		weight: 2.5,
		back: entry.beside !== undefined ? [...fromCopy(entry), ...again] : isDropIn ? [aside(entry.path), ...again] : [],
	};
}

/** Words that a job has which meddles with what runs here. */
const meddles =
	/\b(crictl|ctr|nerdctl|docker|containerd|kubelet|runc|cni0?|iptables|nft|systemctl|kill|pkill|killall|umount|mount|sysctl|ip\s+(link|route|addr|rule)|tc\s+qdisc|chmod|chown|rm)\b/;

/** A job that came lately: a timer with its service, a line of cron. */
export function ofJob(entry: ChangedEntry, node: NodeSnapshot): Suspect | undefined {
	if (entry.kind !== 'file' || !meddles.test(entry.text ?? '')) return undefined;
	const unit = /^\/(?:etc|run|usr\/local\/lib)\/systemd\/system\/([\w@.\\-]+\.(service|timer|path))$/.exec(
		entry.path,
	)?.[1];
	const cron = /^\/etc\/cron\.d\/([\w.-]+)$/.exec(entry.path)?.[1];
	if ((unit === undefined || watched.includes(unit)) && cron === undefined) return undefined;
	return {
		...seenOf(entry),
		counts: 'use',
		isJob: true,
		stops: true,
		what:
			cron === undefined
				? 'came, a unit that meddles with what runs here'
				: 'came, a job of cron that meddles with what runs here',
		weight: 2,
		back: cron === undefined && unit !== undefined ? stopped(unit, node) : [aside(entry.path, `/root/${cron}.aside`)],
	};
}

/** A timer or a path that starts it would do so again. */
function stopped(unit: string, {state}: NodeSnapshot): Suspect['back'] {
	const stem = unit.replace(/\.\w+$/, '');
	const starters = (state?.changes?.entries ?? []).flatMap(({path}) => {
		const name = path.slice(path.lastIndexOf('/') + 1);
		return /\.(timer|path)$/.test(name) && name.startsWith(`${stem}.`) ? [name] : [];
	});
	return [run('systemctl', 'disable', '--now', ...new Set([...starters, unit]))];
}
