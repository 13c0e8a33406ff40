import {looksLikeImage} from '../../model/image-ref.ts';
import {containerArg} from '../container-arg.ts';
import type {Parsed} from '../parse.ts';
import type {Arg} from '../types.ts';

/**
 * The arguments of docker for nerdctl. It has no names for the containers of pods, so in the kubelet's namespace they become
 * IDs; those of other namespaces it made itself, and knows by name.
 *
 * @param usage How docker's help shows them: `[OPTIONS] CONTAINER COMMAND [ARG...]`.
 */
export function argumentsOf({command, flags, args}: Parsed, usage: string, namespace: string): readonly Arg[] {
	if (namespace !== 'k8s.io') return args;
	if (command === 'cp') return args.map(path => pathOf(path));
	if (command === 'inspect') {
		const type = flags.get('type')?.at(-1) ?? '';
		return args.map(name =>
			type === 'container' || (type === '' && !looksLikeImage(name)) ? containerArg(name) : name,
		);
	}
	const words = usage.split(' ').filter(word => !word.startsWith('[OPTIONS'));
	return args.map((arg, index) => (/^\[?CONTAINER\b/.test(words[index] ?? lastOf(words)) ? containerArg(arg) : arg));
}

/** `CONTAINER [CONTAINER...]` goes on for as many as there are. */
function lastOf(words: readonly string[]): string {
	return words.find(word => word.endsWith('...]')) ?? '';
}

/** `web:/etc/hosts`: a path of a container; what begins with a dot or a slash, or has no colon, is of this machine. */
function pathOf(path: string): Arg {
	const colon = path.indexOf(':');
	if (colon <= 0 || /^[./]/.test(path)) return path;
	const container = containerArg(path.slice(0, colon));
	const after = path.slice(colon);
	return typeof container === 'string' ? `${container}${after}` : {...container, after};
}
