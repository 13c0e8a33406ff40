import type {Machine} from './machine.ts';
import type {Change} from './step.ts';

/** Files as this walk wrote them: a tool that writes them too (Puppet, Ansible, a person) undoes it behind its back. */
export function createWatch({read}: Pick<Machine, 'read'>) {
	const written = new Map<string, {readonly text: string | undefined; readonly step: string}>();
	return {
		made(change: Change, step: string): void {
			if (change.kind === 'write') written.set(change.path, {text: change.after, step});
		},
		/** What was changed by somebody since; undefined where all is as it was written. */
		async changed(): Promise<string | undefined> {
			const others: string[] = [];
			for (const [path, {text, step}] of written)
				if ((await read(path).catch(() => text)) !== text) others.push(`${path} (${step})`);
			return others.length === 0
				? undefined
				: `${others.join(', ')}: changed by somebody since this walk wrote it; if a tool does so (Puppet, Ansible, a script), stop it or teach it, then run this again`;
		},
	};
}
