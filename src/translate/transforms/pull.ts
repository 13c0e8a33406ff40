import {imageName} from '../image-name.ts';
import {type Build, close} from '../transform.ts';
import {pulledLines} from './told-lines.ts';

/** crictl pulls as the kubelet does; another platform only ctr can ask for. */
export const pull: Build = ({args}, ask) => {
	const reference = imageName(ask.parsed.args[0] ?? '');
	const platform = ask.value('platform');
	if (platform === undefined && ask.target !== 'ctr') {
		const argv = ['crictl', 'pull', ...args, reference] as const;
		if (!ask.piped) return {commands: [{argv, effect: 'write'}]};
		// docker's only word then is the name.
		if (ask.on('quiet'))
			return {
				commands: [
					{argv, effect: 'write', output: 'none'},
					{argv: ['echo', reference], effect: 'read'},
				],
			};
		return {commands: [pulledLines(argv, reference, ask.parsed.args[0] ?? '')]};
	}
	const chosen = platform === undefined ? [] : ['--platform', platform];
	return {
		commands: [{argv: ['ctr', '-n', 'k8s.io', 'images', 'pull', ...chosen, reference], effect: 'write'}],
		findings: [close('pull.ctr')],
	};
};
