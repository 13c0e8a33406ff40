import type {Reader} from '../host/host.ts';
import type {Container} from '../model/container.ts';
import {resolveContainer} from './resolve-container.ts';
import type {Known, Words} from './resolve-names.ts';

/** The shape is the translator's `Command`. */
type Parts = {
	readonly argv: Words;
	readonly inputFrom?: Words;
	readonly run?: {readonly argv: Words};
	readonly ended?: {readonly argv: Words};
	readonly created?: {readonly argv: Words};
};

/**
 * The command as it fits the container that it is about: where that does not run, or a path leads over an absolute link, which
 * the kernel would follow to a file of the host, the longer one.
 */
export async function forState<T extends Parts>(given: T, known: Known, reader: Pick<Reader, 'query'>): Promise<T> {
	const {created, ...command} = asRun(given);
	if (command.ended === undefined && created === undefined) return command as T;
	for (const word of command.argv) {
		if (typeof word === 'string' || word.lookup !== 'container') continue;
		const container = containerOf(word.name, known);
		if (container === undefined) continue;
		if (container.state === 'created' && created !== undefined) return {...command, ...created} as T;
		if (command.ended === undefined) continue;
		if (container.state !== 'running') return instead(command as T);
		const inside = word.after?.replace(/^\/root(?=\/)/, '');
		if (inside !== undefined && (await leadsOut(reader, container, inside))) return instead(command as T);
	}
	const {ended: _ended, ...running} = command;
	return running as T;
}

/** As rtconsole runs it, which may be longer than what is printed. */
export function asRun<T extends Parts>({run, ...printed}: T): T {
	return {...printed, ...run} as T;
}

/** The longer one, whatever state the container is in. */
export function instead<T extends Parts>({ended, ...running}: T): T {
	return {...running, ...ended} as T;
}

/** Whether a path of a running container leads over a link that begins with `/`. */
export async function leadsOut(reader: Pick<Reader, 'query'>, {pid}: Container, path: string): Promise<boolean> {
	const parts = path.split('/').filter(part => part !== '');
	if (pid === undefined || parts.length === 0) return false;
	const places = parts.map((_, index) => `/proc/${pid}/root/${parts.slice(0, index + 1).join('/')}`);
	const links = await reader.query(['readlink', '--', ...places]).catch(() => undefined);
	return links?.stdout.split('\n').some(to => to.startsWith('/')) ?? false;
}

function containerOf(name: string, {containers}: Known): Container | undefined {
	const found = resolveContainer(name, containers);
	return 'id' in found ? containers.find(({id}) => id === found.id) : undefined;
}
