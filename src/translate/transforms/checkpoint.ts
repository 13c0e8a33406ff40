import {containerArg} from '../container-arg.ts';
import {type Build, close} from '../transform.ts';

export const checkpoint: Build = (_draft, ask) => {
	const [container = '', name = ''] = ask.parsed.args;
	const directory = ask.value('checkpoint-dir');
	const file = `${directory === undefined ? '' : `${directory.replace(/\/$/, '')}/`}${name}.tar`;
	return {
		commands: [{argv: ['crictl', 'checkpoint', '--export', file, containerArg(container)], effect: 'write'}],
		findings: [close('checkpoint.file', {file}), ...(ask.on('leave-running') ? [] : [close('checkpoint.running')])],
	};
};
