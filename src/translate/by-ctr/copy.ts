import {close, note} from '../transform.ts';
import {copyIn, splitPath} from '../transforms/copy.ts';
import {asDockerNames} from '../transforms/files.ts';
import type {Command} from '../types.ts';
import {argOf, type BuildByCtr, type HeldByCtr, script} from './held.ts';

/**
 * Its files as the host sees them: through its process, or, where there is none (`docker create`), its snapshot mounted for a
 * moment. `$root` is where they are, and what follows may fail.
 */
function inRoot(action: string): string {
	return [
		'pid=$(ctr task ls | grep "^$1 " | tr -s " " | cut -d" " -f2)',
		'root=/proc/$pid/root mounted=',
		'[ -n "$pid" ] && [ -d "$root" ] || { root=$(mktemp -d) mounted=$root; ctr snapshots mounts "$root" "$1" | sh; }',
		action,
		'code=$?',
		'[ -z "$mounted" ] || { umount "$mounted"; rmdir "$mounted"; }',
		'exit "$code"',
	].join('; ');
}

export const cp: BuildByCtr = (held, ask) => {
	const [from, to] = ask.parsed.args.map(splitPath);
	if (from?.container !== undefined && to !== undefined && to.container === undefined)
		return copyOut(from.container, from.path, to.path, ask.on('follow-link'), held);
	const {commands, findings = []} = copyIn(
		from?.path ?? '',
		argOf(to?.container ?? '', held),
		to?.path ?? '',
		ask.unique,
		held.namespace,
	);
	return {commands, findings: [...findings, close('by-ctr.copy-in')]};
};

function copyOut(name: string, path: string, target: string, follow: boolean, held: HeldByCtr) {
	const from = `${path.startsWith('/') ? '' : '/'}${path}`;
	const flags = follow ? '-aL' : '-a';
	const command: Command =
		target === '-'
			? {
					...script(
						inRoot('tar -C "$root$(dirname "$2")" -cf - "$(basename "$2")"'),
						[argOf(name, held), from],
						held,
						'read',
					),
					terminal: 'attach',
				}
			: script(inRoot(`cp ${flags} "$root$2" "$3"`), [argOf(name, held), from, target], held);
	return {commands: [command], findings: [note('by-ctr.copy-out'), note('cp.owner')]};
}

export const exportFiles: BuildByCtr = (held, ask) => {
	const file = ask.value('output') ?? '-';
	const command = script(
		inRoot(`tar --one-file-system -C "$root" --transform '${asDockerNames}' -cf "$2" .`),
		[argOf(ask.parsed.args[0] ?? '', held), file],
		held,
		file === '-' ? 'read' : 'write',
	);
	return {
		commands: [{...command, ...(file === '-' ? {terminal: 'attach' as const} : {})}],
		findings: [note('by-ctr.copy-out')],
	};
};
