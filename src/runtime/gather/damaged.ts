import type {Reader} from '../../host/host.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {DamagedProgram} from '../../model/node-state.ts';
import {copyOf} from './misplaced.ts';
import {mountOf, mountsIn} from './mounts.ts';
import {printedBy, textIfAny} from './part.ts';

/** Which of these files the kernel could not run. What is not there, and what may not be read, is no matter of this. */
export async function gatherDamaged(reader: Reader, paths: readonly string[]): Promise<readonly DamagedProgram[]> {
	const [shell, mounts = ''] = await Promise.all([
		headOf(reader, '/bin/sh'),
		textIfAny(reader, '/proc/self/mountinfo'),
	]);
	const own = shell?.machine;
	const closed = await notExecutable(reader, paths);
	const found = await Promise.all(
		[...new Set(paths)].map(async (path): Promise<readonly DamagedProgram[]> => {
			const head = await headOf(reader, path);
			if (head === undefined) return notFiles(reader, path);
			if (closed.has(path)) return [{path, what: 'not executable'}];
			const mountedOn = noexecAt(path, mounts);
			if (mountedOn !== undefined) return [{path, what: 'on a mount without exec', mountedOn}];
			if (head.isScript) return wrapperOfNothing(reader, path, head.size);
			if (head.size === 0) return [{path, what: 'empty'}];
			if (head.machine === undefined) return [{path, what: 'no program'}];
			if (head.end > head.size) return [{path, what: 'cut off'}];
			return own !== undefined && head.machine !== own ? [{path, what: 'of another machine'}] : [];
		}),
	);
	return found.flat();
}

const shortScript = 4096;

/** `exec /opt/gpu/bin/runc-hook "$@"`: a script stands for the program, and what it calls is gone. */
async function wrapperOfNothing(reader: Reader, path: string, size: number): Promise<readonly DamagedProgram[]> {
	const text = (await textIfAny(reader, path)) ?? '';
	const interpreter = /^#!\s*(\/\S+)/.exec(text)?.[1];
	const called = [...text.matchAll(/^\s*exec\s+["']?(\/[\w./+-]+)/gm)].map(([, target = '']) => target);
	for (const target of [...(interpreter === undefined ? [] : [interpreter]), ...called])
		if ((await reader.kindOf(target).catch(() => 'file')) === undefined) {
			const beside = await behindIn(reader, path);
			return [
				{path, what: 'a script that calls what is not there', calls: target, ...(beside ? {instead: beside} : {})},
			];
		}
	// What hands its arguments on calls something, in whatever way; a long script may be a program of its own, and so is a
	// network plugin that answers in JSON.
	if (
		text === '' ||
		size > shortScript ||
		/"(cniVersion|msg|code)"|CNI_COMMAND/.test(text) ||
		/[$][@*1]|[$][{][@*1]|argv/i.test(text)
	)
		return [];
	const instead = await behindIn(reader, path);
	return [{path, what: 'a script that calls no program', ...(instead ? {instead} : {})}];
}

/** The program of the same name that would be found without it. */
async function behindIn(reader: Reader, path: string): Promise<string | undefined> {
	const name = path.slice(path.lastIndexOf('/') + 1);
	for (const folder of ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin']) {
		const other = `${folder}/${name}`;
		if (other === path || (await reader.kindOf(other).catch(() => undefined)) !== 'file') continue;
		// A link to that very script is none: Debian has one from /usr/bin/runc.
		if ((await headOf(reader, other))?.isScript !== true) return other;
	}
	return undefined;
}

/** A folder in the place of a program. */
async function notFiles(reader: Reader, path: string): Promise<readonly DamagedProgram[]> {
	const kind = await reader.kindOf(path).catch(() => undefined);
	if (kind !== 'directory') return [];
	const beside = await copyOf(reader, path);
	return [{path, what: 'a directory', ...(beside === undefined ? {} : {beside})}];
}

/** `644 /usr/lib/cni/bridge`: nobody, not even root, can run it. One command for all of them. */
async function notExecutable(reader: Reader, paths: readonly string[]): Promise<ReadonlySet<string>> {
	if (paths.length === 0) return new Set();
	const printed = await printedBy(reader, ['stat', '-L', '-c', '%a %n', ...new Set(paths)]).catch(() => '');
	return new Set(
		printed.split('\n').flatMap(line => {
			const [, mode = '', path] = /^([0-7]{3,4}) (.*)$/.exec(line) ?? [];
			return path !== undefined && !/[1357]/.test(mode.slice(-3)) ? [path] : [];
		}),
	);
}

/** What the services of this node call: mount for volumes, iptables for the addresses of pods and of docker. */
export function helpersOf(units: NodeSnapshot['units'], {files}: NodeSnapshot['cni']): readonly string[] {
	const has = (name: string) => known(units)?.[name]?.loadState === 'loaded';
	const isEnabled = (name: string) => has(name) && known(units)?.[name]?.fileState === 'enabled';
	const asksIptables = /"(portmap|firewall)"|"ipMasq"\s*:\s*true/.test(files[0]?.text ?? '');
	return [
		...(has('kubelet.service') ? ['mount', 'umount'] : []),
		...(isEnabled('docker.service') || (has('kubelet.service') && asksIptables) ? ['iptables'] : []),
	];
}

/** Called by services, and in no package of their own: whoever renames one of them for a try breaks what calls it. */
export async function gatherAbsent(
	reader: Reader,
	programs: NodeSnapshot['programs'],
	wanted: readonly string[],
): Promise<readonly DamagedProgram[]> {
	const found = await Promise.all(
		wanted.map(async (name): Promise<readonly DamagedProgram[]> => {
			if (programs[name] !== undefined || (await reader.findProgram(name).catch(() => '')) !== undefined) return [];
			for (const folder of ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin']) {
				const path = `${folder}/${name}`;
				const kind = await reader.kindOf(path).catch(() => undefined);
				if (kind === 'file') return [await whyClosed(reader, path)];
				const beside = (await variantOf(reader, name, path)) ?? (await copyOf(reader, path));
				if (beside !== undefined) return [{path, what: kind === 'directory' ? 'a directory' : 'not there', beside}];
			}
			const [folder] = name === 'iptables' ? ['/usr/sbin'] : ['/usr/bin'];
			return [{path: `${folder}/${name}`, what: 'not there'}];
		}),
	);
	return found.flat();
}

/** It is there, and this process may not run it. */
async function whyClosed(reader: Reader, path: string): Promise<DamagedProgram> {
	const mountedOn = noexecAt(path, (await textIfAny(reader, '/proc/self/mountinfo')) ?? '');
	return mountedOn === undefined ? {path, what: 'not executable'} : {path, what: 'on a mount without exec', mountedOn};
}

/** What the alternatives of a distribution call iptables. */
async function variantOf(reader: Reader, name: string, path: string): Promise<string | undefined> {
	if (name !== 'iptables') return undefined;
	const kind = await reader.kindOf(`${path}-nft`).catch(() => undefined);
	return kind === 'file' ? `${path}-nft` : undefined;
}

/** What must be whole for a container to start. */
export function programsOf(
	programs: NodeSnapshot['programs'],
	{binDirs, files}: NodeSnapshot['cni'],
): readonly string[] {
	const plugins = [...(files[0]?.plugins ?? []), 'loopback'].filter(name => /^[\w.-]+$/.test(name));
	return [
		...['kubelet', 'containerd', 'dockerd', 'cri-dockerd', 'runc', 'containerd-shim-runc-v2'].flatMap(
			name => programs[name] ?? [],
		),
		...binDirs.flatMap(folder => plugins.map(name => `${folder}/${name}`)),
	];
}

/** The mount that keeps a program from being run. */
export function noexecAt(path: string, mountinfo: string): string | undefined {
	const last = mountOf(path.slice(0, path.lastIndexOf('/')), mountsIn(mountinfo));
	return last?.options.includes('noexec') ? last.mountedOn : undefined;
}

type Head = {
	readonly size: number;
	readonly isScript: boolean;
	/** Undefined: no ELF of 64 bits. */
	readonly machine?: number;
	/** Where its tables say that the file ends. */
	readonly end: number;
};

async function headOf(reader: Reader, path: string): Promise<Head | undefined> {
	const file = await reader.openFile(path).catch(() => undefined);
	if (file === undefined) return undefined;
	try {
		const size = await file.size();
		return readHead(await file.read(0, 64), size);
	} catch {
		return undefined;
	} finally {
		await file.close();
	}
}

/** Source: man elf, Elf64_Ehdr. */
export function readHead(bytes: Uint8Array, size: number): Head {
	const isScript = bytes[0] === 0x23 && bytes[1] === 0x21;
	const isElf = bytes.length >= 64 && [0x7f, 0x45, 0x4c, 0x46, 2].every((byte, index) => bytes[index] === byte);
	if (!isElf) return {size, isScript, end: 0};
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const little = bytes[5] !== 2;
	const short = (at: number) => view.getUint16(at, little);
	const long = (at: number) => Number(view.getBigUint64(at, little));
	return {
		size,
		isScript: false,
		machine: short(18),
		end: Math.max(long(32) + short(54) * short(56), long(40) + short(58) * short(60)),
	};
}
