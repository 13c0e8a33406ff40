import {containerArg} from '../container-arg.ts';
import {type Build, type Built, close, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';

/** A file of a running container as the host sees it. */
export function pathInside(container: string, path: string): Arg {
	const found = containerArg(container);
	const lookup = typeof found === 'string' ? ({lookup: 'container', name: found} as const) : found;
	return {...lookup, field: 'pid', before: '/proc/', after: `/root${path.startsWith('/') ? '' : '/'}${path}`};
}

/** `docker cp`: out through the process on the host, in through tar in the container, which cannot leave it. */
export const cp: Build = (_draft, ask) => {
	const [from, to] = ask.parsed.args.map(splitPath);
	if (from === undefined || to === undefined) throw new Error('docker cp has two arguments');
	if (from.container !== undefined && to.container !== undefined)
		return {error: 'docker cp does not copy from one container to another'};
	if (from.container !== undefined) return copyOut(from.container, from.path, to.path, ask.on('follow-link'));
	if (to.container !== undefined) return copyIn(from.path, containerArg(to.container), to.path, ask.unique);
	return {error: 'docker cp needs a container: CONTAINER:PATH on one side'};
};

function copyOut(container: string, path: string, target: string, follow: boolean): ReturnType<Build> {
	if (target === '-') {
		const {directory, name} = cut(path);
		const argv = ['crictl', 'exec', containerArg(container), 'tar', '-cf', '-', '-C', directory, name] as const;
		return {commands: [{argv, effect: 'read', terminal: 'attach'}], findings: [close('cp.stream-in')]};
	}
	const flags = follow ? ['--archive', '--dereference'] : ['--archive'];
	const command: Command = {argv: ['cp', ...flags, pathInside(container, path), target], effect: 'write'};
	return {commands: [command], findings: [close('cp.out'), note('cp.owner')]};
}

/** Source: lab, crictl 1.30: crictl exec -i loses input when a program closes its output early; ctr and tar do not. */
export function copyIn(source: string, id: Arg, path: string, unique: string, namespace = 'k8s.io'): Built {
	if (source === '-' && namespace === 'k8s.io') {
		const argv = ['crictl', 'exec', '--interactive', id, 'tar', '-xf', '-', '-C', path] as const;
		return {commands: [{argv, effect: 'write', terminal: 'attach'}], findings: [close('cp.stream-in')]};
	}
	const {directory, name} = cut(source);
	const command: Command = {
		...(source === '-' ? {terminal: 'attach'} : {inputFrom: ['tar', '-cf', '-', '-C', directory, name]}),
		argv: [
			'ctr',
			'-n',
			namespace,
			'task',
			'exec',
			'--exec-id',
			`cp-${unique}`,
			id,
			'sh',
			'-c',
			unpack,
			'sh',
			path,
			name,
		],
		effect: 'write',
	};
	return {commands: [command], findings: [close('cp.in'), note('exec.exec-id')]};
}

/** Into a folder, over a file, or, as docker does, as something new under the name that was given. */
export const unpack = [
	'if [ -d "$1" ]; then exec tar -xf - -C "$1"; fi',
	'if [ -e "$1" ]; then exec tar -xOf - > "$1"; fi',
	'new=$(dirname "$1")/.$$; mkdir "$new" && tar -xf - -C "$new" || exit',
	'if [ "$2" = . ]; then mv "$new" "$1"; else mv "$new/$2" "$1" && rmdir "$new"; fi',
].join('; ');

/** `CONTAINER:PATH`; a path of the host with a colon begins with `/` or `.`. Source: docker/cli splitCpArg. */
export function splitPath(text: string): {readonly container?: string; readonly path: string} {
	if (text.startsWith('/') || text.startsWith('.')) return {path: text};
	const colon = text.indexOf(':');
	return colon < 0 ? {path: text} : {container: text.slice(0, colon), path: text.slice(colon + 1) || '/'};
}

/** For tar: the directory to stand in, and what to pack there. */
function cut(path: string): {readonly directory: string; readonly name: string} {
	const bare = path.replace(/(?<=.)\/+$/, '');
	const slash = bare.lastIndexOf('/');
	const name = bare.slice(slash + 1);
	if (name === '' || name === '.' || name === '..') return {directory: bare === '' ? '/' : bare, name: '.'};
	return {
		directory: slash < 0 ? '.' : slash === 0 ? '/' : bare.slice(0, slash),
		name: name.startsWith('-') ? `./${name}` : name,
	};
}
