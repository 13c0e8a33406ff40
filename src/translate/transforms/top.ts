import {containerArg} from '../container-arg.ts';
import {type Build, close, lost} from '../transform.ts';

/** `docker top`: `ps` of the container itself, or the bare PIDs that containerd knows. */
export const top: Build = (_draft, ask) => {
	const [name = '', ...options] = ask.parsed.args;
	const container = containerArg(name);
	if (ask.target === 'ctr') {
		const findings = options.length === 0 ? [close('top.pids')] : [close('top.pids'), lost('top.options')];
		return {commands: [{argv: ['ctr', '-n', 'k8s.io', 'task', 'ps', container], effect: 'read'}], findings};
	}
	const program = ['ps', ...(options.length === 0 ? ['-ef'] : options)];
	return {
		commands: [{argv: ['crictl', 'exec', container, ...program], effect: 'read'}],
		findings: [close('top.inside')],
	};
};
