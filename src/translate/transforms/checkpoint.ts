import {containerArg} from '../container-arg.ts';
import {type Build, close, lost} from '../transform.ts';
import {compareVersions} from '../version.ts';

/** containerd has it from 2.0 on. Source: lab, crictl 1.30 on containerd 1.6.20 and 1.7.24: "method CheckpointContainer not implemented". */
export const checkpoint: Build = (_draft, ask) => {
	const {containerd} = ask.versions;
	if (ask.containerd && compareVersions(containerd, '2.0') < 0)
		return {commands: [], findings: [lost('checkpoint.old', {version: containerd})]};
	const [container = '', name = ''] = ask.parsed.args;
	const directory = ask.value('checkpoint-dir');
	const file = `${directory === undefined ? '' : `${directory.replace(/\/$/, '')}/`}${name}.tar`;
	return {
		commands: [{argv: ['crictl', 'checkpoint', '--export', file, containerArg(container)], effect: 'write'}],
		findings: [close('checkpoint.file', {file}), ...(ask.on('leave-running') ? [] : [close('checkpoint.running')])],
	};
};
