import {type Ask, close, type FlagTransform} from '../transform.ts';
import type {Command} from '../types.ts';

const watch = 'containerd.io/restart.status=running';
const policies = /^(always|unless-stopped|on-failure(:\d+)?)$/;

/**
 * containerd's restart monitor reads labels, every ten seconds. The one that it looks for comes once the container runs:
 * `ctr run` makes the container and then starts it, and a monitor that looks in between starts it first, which ends
 * `ctr run` with 125; and a container of `docker create` is not to be started at all.
 * Sources: containerd core/runtime/restart; lab plain, ctr 1.6.20.
 */
export const restartPolicy: FlagTransform = (values, ask) => {
	const policy = values.at(-1) ?? 'no';
	if (!named(policy)) return {};
	if (ask.on('rm')) return {error: 'docker run: --restart and --rm contradict each other'};
	if (!policies.test(policy)) return {error: `docker ${ask.parsed.command} --restart: no such policy: ${policy}`};
	const name = ask.on('detach') ? ask.value('name') : undefined;
	const log = name === undefined ? [] : ['--label', `containerd.io/restart.loguri=file:///var/log/ctr-${name}.log`];
	const created = ask.parsed.command === 'create';
	const foreground = !created && !ask.on('detach');
	return {
		args: [...(foreground ? ['--label', watch] : []), ...['--label', `containerd.io/restart.policy=${policy}`], ...log],
		findings: [close('run.restart'), ...(created ? [close('create.restart', {id: ask.value('name') ?? 'ID'})] : [])],
	};
};

/** After the start of a container that runs in the background. */
export function watchRestarts(id: string, ask: Ask): readonly Command[] {
	if (!ask.on('detach') || !named(ask.value('restart') ?? 'no')) return [];
	return [{argv: ['ctr', '-n', 'default', 'containers', 'label', id, watch], effect: 'write', output: 'none'}];
}

function named(policy: string): boolean {
	return policy !== 'no' && policy !== '';
}
