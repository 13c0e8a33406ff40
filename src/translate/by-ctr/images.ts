import {imageName} from '../image-name.ts';
import {close, lost, note} from '../transform.ts';
import {type BuildByCtr, flagsLost} from './held.ts';

/** Images that `docker run` of the same script starts: containerd keeps them by namespace, and pulled for the kubelet they are not there. */
export const pull: BuildByCtr = ({namespace}, ask) => {
	const platform = ask.value('platform');
	const chosen = platform === undefined ? [] : ['--platform', platform];
	const reference = imageName(ask.parsed.args[0] ?? '');
	return {
		commands: [
			{argv: ['ctr', '-n', namespace, 'images', 'pull', ...chosen, reference], effect: 'write', output: 'aside'},
		],
		findings: [note('by-ctr.pull'), ...flagsLost(ask, ['platform', 'quiet', 'disable-content-trust'])],
	};
};

export const removeImage: BuildByCtr = ({namespace}, ask) => ({
	commands: [{argv: ['ctr', '-n', namespace, 'images', 'rm', ...ask.parsed.args.map(imageName)], effect: 'destroy'}],
	findings: [close('rmi.one-name'), close('rmi.unprotected'), ...flagsLost(ask, ['force', 'no-prune'])],
});

export const listImages: BuildByCtr = ({namespace}, ask) => {
	const [name] = ask.parsed.args;
	if (name === undefined || !ask.on('quiet')) return {commands: [], findings: [lost('by-ctr.images')]};
	return {
		commands: [{argv: ['ctr', '-n', namespace, 'images', 'ls', '--quiet', `name==${imageName(name)}`], effect: 'read'}],
		findings: [close('by-ctr.image-names'), ...flagsLost(ask, ['quiet'])],
	};
};

/** Only whether it is there: nothing else of it is told in docker's words. */
export const inspectImage: BuildByCtr = ({namespace}, ask) => {
	if (ask.value('format') !== undefined)
		return {
			commands: [],
			findings: [{...lost('by-ctr.template', {format: ask.value('format') ?? ''}), flag: '--format'}],
		};
	return {
		commands: ask.parsed.args.map(name => ({
			inputFrom: ['ctr', '-n', namespace, 'images', 'ls', `name==${imageName(name)}`] as const,
			argv: ['grep', '-v', '^REF'] as const,
			effect: 'read' as const,
		})),
		findings: [close('by-ctr.image-there')],
	};
};
