import {messageOf} from '../../host/errors.ts';
import type {Host} from '../../host/host.ts';
import type {Archive} from '../../migrate/install.ts';

type Reading = Pick<Host, 'query' | 'kindOf'>;

const listMs = 120_000;

/**
 * What is in a release archive of containerd, and what of it is at its place already. One that cannot be read, or is of
 * another processor, says why: where it is not needed any more, on the way back say, nobody asks.
 *
 * @param processor Of this node, as node has it: `x64`.
 */
export async function readArchive(host: Reading, path: string, processor: string): Promise<Archive> {
	const version = /containerd-(?:static-)?(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+)?)-linux/.exec(path)?.[1];
	const base = {path, ...(version === undefined ? {} : {version})};
	const listed = await namesIn(host, path);
	if ('broken' in listed) return {...base, names: [], there: [], broken: listed.broken};
	const {names} = listed;
	const files = names.filter(name => !name.endsWith('/'));
	const kinds = await Promise.all(files.map(name => host.kindOf(`/usr/local/${name}`)));
	const there = files.filter((_, index) => kinds[index] !== undefined);
	const program = files.find(name => /(^|\/)bin\/containerd$/.test(name));
	const broken = program === undefined ? undefined : otherProcessor(await headOf(host, path, program), processor);
	return {...base, names, there, ...(broken === undefined ? {} : {broken: `bin/containerd in it ${broken}`})};
}

async function namesIn(host: Reading, path: string): Promise<{names: readonly string[]} | {broken: string}> {
	const kind = await host.kindOf(path).catch(() => undefined);
	if (kind === undefined) return {broken: 'there is no such file'};
	if (kind !== 'file') return {broken: 'it is no file'};
	try {
		const argv = ['tar', '--list', '--gzip', '--file', path] as const;
		const {exitCode, stdout, stderr} = await host.query(argv, {timeoutMs: listMs});
		if (exitCode === 0) return {names: stdout.split('\n').filter(Boolean)};
		const said = stderr.trim().split('\n').filter(Boolean).slice(0, 2).join('; ');
		return {broken: `it is cut off, or no archive that tar reads: ${said}`};
	} catch (error) {
		return {broken: messageOf(error)};
	}
}

const headBytes = 20;

/** The first bytes of a file in it; the rest is not read. */
async function headOf(host: Reading, path: string, name: string): Promise<Uint8Array> {
	const enough = new AbortController();
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	const argv = ['tar', '--extract', '--to-stdout', '--gzip', '--file', path, '--', name] as const;
	await host
		.query(argv, {
			timeoutMs: listMs,
			signal: enough.signal,
			onOutput(from, chunk) {
				if (from !== 'stdout') return;
				// What it is handed holds until the next one.
				if (bytes < headBytes) chunks.push(Uint8Array.from(chunk.subarray(0, headBytes)));
				bytes += chunk.length;
				if (bytes >= headBytes) enough.abort();
			},
		})
		.catch(() => undefined);
	return Buffer.concat(chunks);
}

/** What ELF calls a processor (e_machine), and what node does. Source: elf(5), /usr/include/elf.h. */
const machines: ReadonlyArray<readonly [machine: number, processor: string, name: string]> = [
	[0x3e, 'x64', 'x86-64 (amd64)'],
	[0xb7, 'arm64', 'ARM of 64 bits (arm64)'],
	[0x28, 'arm', 'ARM of 32 bits'],
	[0x03, 'ia32', 'x86 of 32 bits'],
	[0xf3, 'riscv64', 'RISC-V'],
	[0x15, 'ppc64', 'POWER (ppc64le)'],
	[0x16, 's390x', 's390x'],
];

/** Undefined: it runs here, or nobody can say. */
export function otherProcessor(head: Uint8Array, processor: string): string | undefined {
	if (head.length < headBytes) return undefined;
	const isElf = head[0] === 0x7f && String.fromCharCode(...head.subarray(1, 4)) === 'ELF';
	if (!isElf) return 'is no program of Linux';
	const low = head[18] ?? 0;
	const high = head[19] ?? 0;
	const machine = head[5] === 2 ? low * 256 + high : high * 256 + low;
	const found = machines.find(([each]) => each === machine);
	if (found === undefined || found[1] === processor) return undefined;
	return `is for ${found[2]}, and this node is ${machines.find(each => each[1] === processor)?.[2] ?? processor}`;
}
