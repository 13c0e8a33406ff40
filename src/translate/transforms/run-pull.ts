import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';
import {localFlag} from './export-local.ts';

/** docker pulls what is missing; ctr never pulls by itself, and its pull always asks the registry. */
export function pullBefore(reference: string, ask: Ask): readonly Command[] {
	const pull = ask.value('pull') ?? 'missing';
	if (pull === 'never') return [];
	const platform = ask.value('platform');
	const chosen = platform === undefined ? [] : ['--platform', platform];
	const argv: Command['argv'] = ['ctr', '-n', 'default', 'images', 'pull', ...chosen, reference];
	const command: Command = {argv, effect: 'write', output: 'aside'};
	if (pull === 'always') return [command];
	const unless: Command['unless'] = ['ctr', '-n', 'default', 'images', 'ls', '--quiet', `name==${reference}`];
	return [{...command, unless, ...(platform === undefined ? takenOver(reference, argv, ask) : {})}];
}

/**
 * What the kubelet has is taken from its namespace, as docker has one store for all; the registry is asked where it has none. Of an
 * image of several platforms only this node's is there.
 */
function takenOver(reference: string, pull: Command['argv'], ask: Ask): Pick<Command, 'run'> {
	const program = [
		'case $(uname -m) in x86_64) on=amd64 ;; aarch64) on=arm64 ;; *) on=$(uname -m) ;; esac',
		`[ -n "$(ctr -n k8s.io images ls --quiet "name==$0")" ] && ctr -n k8s.io images export${localFlag(ask)} --platform "linux/$on" - "$0" 2>/dev/null | ctr -n default images import - >/dev/null 2>&1 || exec "$@"`,
	];
	return {run: {argv: ['sh', '-c', program.join('; '), reference, ...pull]}};
}
