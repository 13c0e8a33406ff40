import type {Reader} from '../../host/host.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {DamagedProgram} from '../../model/node-state.ts';
import {textIfAny} from './part.ts';

/** Which of these files the kernel could not run. What is not there, and what may not be read, is no matter of this. */
export async function gatherDamaged(reader: Reader, paths: readonly string[]): Promise<readonly DamagedProgram[]> {
	const [shell, mounts = ''] = await Promise.all([
		headOf(reader, '/bin/sh'),
		textIfAny(reader, '/proc/self/mountinfo'),
	]);
	const own = shell?.machine;
	const found = await Promise.all(
		[...new Set(paths)].map(async (path): Promise<readonly DamagedProgram[]> => {
			const head = await headOf(reader, path);
			if (head === undefined) return [];
			const mountedOn = noexecAt(path, mounts);
			if (mountedOn !== undefined) return [{path, what: 'on a mount without exec', mountedOn}];
			if (head.isScript) return [];
			if (head.size === 0) return [{path, what: 'empty'}];
			if (head.machine === undefined) return [{path, what: 'no program'}];
			if (head.end > head.size) return [{path, what: 'cut off'}];
			return own !== undefined && head.machine !== own ? [{path, what: 'of another machine'}] : [];
		}),
	);
	return found.flat();
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

/** The mount that keeps a program from being run; of several over one place the last counts. */
export function noexecAt(path: string, mountinfo: string): string | undefined {
	const over = mountinfo
		.split('\n')
		.map(line => line.split(' '))
		.flatMap(([, , , , mountedOn = '', options = '']) =>
			mountedOn === '/' || path.startsWith(`${mountedOn}/`) ? [{mountedOn, options: options.split(',')}] : [],
		);
	const longest = Math.max(...over.map(({mountedOn}) => mountedOn.length));
	const last = over.findLast(({mountedOn}) => mountedOn.length === longest);
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
