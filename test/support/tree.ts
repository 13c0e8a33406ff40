import type {Finished, Reader} from '../../src/host/host.ts';
import type {Argv} from '../../src/model/argv.ts';

export type Tree = {
	/** Text of each file by its absolute path; folders are where files are. */
	readonly files: Readonly<Record<string, string>>;
	readonly sockets?: readonly string[];
	/** Names in PATH, and where. */
	readonly programs?: Readonly<Record<string, string>>;
	/** Answers of commands; undefined: the program is not there. */
	answer?(argv: Argv): string | Partial<Finished> | undefined;
};

const never = (): never => {
	throw new Error('not in this tree');
};

/** A node that is nothing but files, and answers to commands. */
export function treeReader({files, sockets = [], programs = {}, answer}: Tree): Reader {
	const paths = [...Object.keys(files), ...sockets];
	const isFolder = (path: string) => path === '/' || paths.some(each => each.startsWith(`${path}/`));
	return {
		async query(argv) {
			const found = answer?.(argv);
			if (found === undefined) throw new Error(`${argv[0]}: not found`);
			const said = typeof found === 'string' ? {stdout: found} : found;
			return {exitCode: 0, stdout: '', stderr: '', durationMs: 1, ...said};
		},
		follow: never,
		readText: async path => files[path],
		async listNames(path) {
			const inside = paths.flatMap(each =>
				each.startsWith(`${path}/`) ? [each.slice(path.length + 1).split('/')[0] ?? ''] : [],
			);
			return [...new Set(inside)].toSorted();
		},
		openFile: async () => undefined,
		identityOf: async path => (Object.hasOwn(files, path) ? path : undefined),
		async kindOf(path) {
			if (Object.hasOwn(files, path)) return 'file';
			if (sockets.includes(path)) return 'socket';
			return isFolder(path) ? 'directory' : undefined;
		},
		sizeOf: async path => files[path]?.length,
		isWritable: async path => (Object.hasOwn(files, path) ? true : undefined),
		findProgram: async name => programs[name],
	};
}
