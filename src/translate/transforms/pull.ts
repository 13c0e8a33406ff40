import {imageName} from '../image-name.ts';
import {type Build, close} from '../transform.ts';

/** crictl pulls as the kubelet does; another platform only ctr can ask for. */
export const pull: Build = ({args}, ask) => {
	const reference = imageName(ask.parsed.args[0] ?? '');
	const platform = ask.value('platform');
	if (platform === undefined && ask.target !== 'ctr') {
		return {commands: [{argv: ['crictl', 'pull', ...args, reference], effect: 'write'}]};
	}
	const chosen = platform === undefined ? [] : ['--platform', platform];
	return {
		commands: [{argv: ['ctr', '-n', 'k8s.io', 'images', 'pull', ...chosen, reference], effect: 'write'}],
		findings: [close('pull.ctr')],
	};
};
