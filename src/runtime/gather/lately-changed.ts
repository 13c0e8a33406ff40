import type {Reader} from '../../host/host.ts';
import type {ChangedEntry, LatelyChanged} from '../../model/lately-changed.ts';
import {packageFilesGone} from './lost-names.ts';
import {besideOf, copyOf} from './misplaced.ts';
import {oddMountsIn} from './odd-mounts.ts';
import {textIfAny} from './part.ts';

/** A day: who is called at night looks in the morning. */
const format = '%C@ %T@ %y %m %U:%G %s %p\\n';
const lately = ['-cmin', '-1440'] as const;
const settings = [
	...['/etc/systemd', '/run/systemd/system', '/usr/local/lib/systemd', '/usr/lib/systemd/system'],
	...['/etc/containerd', '/etc/cni', '/etc/docker', '/etc/crio', '/etc/containers', '/etc/cdi', '/etc/kubernetes'],
	...['/etc/default', '/etc/sysconfig', '/etc/crictl.yaml', '/etc/environment', '/etc/hosts', '/etc/nsswitch.conf'],
	...['/etc/resolv.conf', '/etc/hostname', '/etc/passwd', '/etc/group', '/etc/fstab', '/etc/ld.so.preload'],
	...['/etc/ld.so.conf.d', '/etc/sysctl.conf', '/etc/sysctl.d', '/etc/modprobe.d', '/etc/modules-load.d'],
	...['/etc/security', '/etc/alternatives', '/etc/iptables', '/etc/nftables.conf', '/etc/apparmor.d'],
	...['/etc/crontab', '/etc/cron.d', '/var/spool/cron', '/var/lib/kubelet'],
];
/** Where programs and their libraries are; no deeper. */
const programs = [
	...['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/opt/bin', '/opt/cni/bin', '/usr/lib/cni'],
	...['/usr/libexec/cni', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64'],
];
/** So many at once are an installation, an unpacked archive or a restored backup. */
const burst = 25;
const burstGapMs = 2000;
const kept = 60;
const readableBytes = 16_384;

/**
 * What was changed of the files that matter to the services of a node. Undefined where `find` cannot say it (busybox), or
 * where this is no machine but a recording of one.
 */
export async function gatherLatelyChanged(reader: Reader): Promise<LatelyChanged | undefined> {
	const [ofSettings, ofPrograms, stat, mountinfo] = await Promise.all([
		found(reader, [...settings, '-maxdepth', '4', '-path', '/var/lib/kubelet/p[ol]*/*', '-prune', '-o', ...lately]),
		found(reader, [...programs, '-maxdepth', '1', ...lately]),
		textIfAny(reader, '/proc/stat'),
		textIfAny(reader, '/proc/self/mountinfo'),
	]);
	const booted = Number(/^btime (\d+)$/m.exec(stat ?? '')?.[1] ?? Number.NaN);
	if (ofSettings === undefined || ofPrograms === undefined || Number.isNaN(booted)) return undefined;
	const listed = parseChanged(`${ofSettings}\n${ofPrograms}`);
	const calm = withoutBursts(listed).slice(-kept);
	const inPlaces = calm.some(({path, kind}) => kind === 'directory' && programs.includes(path));
	const gone = inPlaces ? await packageFilesGone(reader) : [];
	return {
		bootedAtMs: booted * 1000,
		entries: await Promise.all(calm.map(entry => withNeighbours(reader, entry, gone))),
		mounts: oddMountsIn(mountinfo ?? ''),
		gone,
	};
}

/** `find` fails where one of the places is not there, and has listed the others. Nothing changed is an answer too. */
async function found(reader: Reader, terms: readonly string[]): Promise<string | undefined> {
	const {stdout, stderr} = await reader
		.query(['find', ...terms, '-printf', format], {timeoutMs: 3000})
		.catch(() => ({stdout: '', stderr: 'unrecognized'}));
	return stdout === '' && /unrecognized|unknown predicate|usage:/i.test(stderr) ? undefined : stdout;
}

const kinds: Readonly<Record<string, ChangedEntry['kind']>> = {f: 'file', d: 'directory', l: 'link'};

/** The newest last. */
export function parseChanged(text: string): readonly ChangedEntry[] {
	return text
		.split('\n')
		.flatMap((line): readonly ChangedEntry[] => {
			const [, changed, modified, kind = '', mode = '', owner = '', size, path = ''] =
				/^([\d.]+) ([\d.]+) (\w) (\d+) (\d+:\d+) (\d+) (\/[\w@.:+~=,/\\-]+)$/.exec(line) ?? [];
			if (changed === undefined || isOwnWork(path, kind)) return [];
			return [
				{
					path,
					kind: kinds[kind] ?? 'other',
					mode,
					owner,
					sizeBytes: Number(size),
					modifiedMs: Number(modified) * 1000,
					changedMs: Number(changed) * 1000,
				},
			];
		})
		.toSorted((one, other) => one.changedMs - other.changedMs);
}

/** What services and tools write by themselves, and links that `systemctl enable` makes. */
function isOwnWork(path: string, kind: string): boolean {
	if (/\.(wants|requires|upholds)(\/|$)/.test(path)) return true;
	if (/^\/etc\/(docker\/key\.json|passwd-|group-|\.pwd\.lock|mtab)$/.test(path)) return true;
	if (
		/^\/var\/lib\/kubelet\/(pki\/kubelet-(client|server)-|\.tmp|(device-plugins|pods|plugins|pod-resources))/.test(path)
	)
		return true;
	return kind === 'd' && /^\/(var\/lib\/kubelet|run\/systemd)/.test(path);
}

export function withoutBursts(entries: readonly ChangedEntry[]): readonly ChangedEntry[] {
	const groups: ChangedEntry[][] = [];
	for (const entry of entries) {
		const last = groups.at(-1);
		if (last !== undefined && entry.changedMs - (last.at(-1)?.changedMs ?? 0) < burstGapMs) last.push(entry);
		else groups.push([entry]);
	}
	return groups.filter(group => group.length < burst).flat();
}

async function withNeighbours(reader: Reader, entry: ChangedEntry, gone: readonly string[]): Promise<ChangedEntry> {
	const {path, kind, sizeBytes} = entry;
	const isProgram = programs.some(folder => path.startsWith(`${folder}/`));
	const [beside, hides, text] = await Promise.all([
		kind === 'directory' ? undefined : isProgram ? copyOf(reader, path) : besideOf(reader, path, 'file'),
		behind(reader, path),
		kind === 'file' && sizeBytes < readableBytes && !isProgram && !/\/pki\/|\.(key|pem|crt)$/.test(path)
			? textIfAny(reader, path)
			: undefined,
	]);
	const lost = lostNameOf(entry, gone);
	return {
		...entry,
		...(beside === undefined ? {} : {beside}),
		...(hides === undefined ? {} : {hides}),
		...(lost === undefined ? {} : {lost}),
		...(text === undefined ? {} : {text}),
	};
}

/** `mount.bak` of `mount`, `old-libseccomp.so.2.5.4` of `libseccomp.so.2.5.4`: its contents are older than its name. */
export function lostNameOf({path, modifiedMs, changedMs}: ChangedEntry, gone: readonly string[]): string | undefined {
	if (changedMs - modifiedMs < burstGapMs) return undefined;
	const [folder, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
	return gone
		.filter(other => other.startsWith(`${folder}/`) && name.includes(other.slice(folder.length + 1)))
		.toSorted((one, other) => other.length - one.length)[0];
}

/** A unit of /etc hides that of the package; what stands in /usr/local is found before what the package brought. */
async function behind(reader: Reader, path: string): Promise<string | undefined> {
	const unit = /^\/etc\/systemd\/system\/([\w@.\\-]+)$/.exec(path)?.[1];
	const program = /^\/usr\/local\/s?bin\/([\w.+-]+)$/.exec(path)?.[1];
	const places =
		unit !== undefined
			? ['/usr/lib/systemd/system', '/lib/systemd/system'].map(folder => `${folder}/${unit}`)
			: program !== undefined
				? ['/usr/sbin', '/usr/bin'].map(folder => `${folder}/${program}`)
				: [];
	for (const place of places) if ((await reader.kindOf(place).catch(() => undefined)) === 'file') return place;
	return undefined;
}
