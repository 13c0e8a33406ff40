import type {Desk} from '../../src/app/comfort.ts';

/** A person's terminal and folders that only note what was done. */
export function notedDesk(copied: ReturnType<Desk['copy']> = {}): Desk & {readonly done: string[]} {
	const done: string[] = [];
	return {
		done,
		remember: (kind, text) => done.push(`remember ${kind} ${text}`),
		save: async (name, text) => {
			done.push(`save ${name} ${text}`);
			return `/saved/${name}`;
		},
		copy(text) {
			done.push(`copy ${text}`);
			return copied;
		},
		mouse: on => done.push(`mouse ${on}`),
		async suspend() {
			done.push('suspend');
		},
	};
}
