import {fullReference} from '../../model/image-ref.ts';
import {plainText} from '../../model/text.ts';
import {fromDocker, toolCommand} from '../acting/docker-line.ts';
import {isImage} from '../acting/fitting.ts';
import type {RowAction} from '../acting/row-action.ts';
import type {Target} from '../acting/target.ts';

export const pull: RowAction = {
	id: 'pull',
	key: 'p',
	label: 'pull',
	about: 'fetch this image again, or any other',
	single: true,
	fits: isImage,
	questions: [
		{
			id: 'image',
			label: 'image',
			initial: nameFor,
			wrong: answer =>
				/^[^\s-]\S*$/.test(answer) ? undefined : 'a name such as nginx:1.27 or registry.example:5000/team/web',
		},
	],
	async plan(targets, {image = ''}, node) {
		const [target] = targets;
		const subject = target?.kind === 'image' ? target.image : undefined;
		if (subject === undefined) throw new Error('there is no image to pull');
		const {containerdNamespace} = subject;
		const program = await node.runtime.programFor({kind: 'image', ...subject});
		const name = fullReference(image);
		const {commands, said} =
			program === 'docker'
				? {commands: [toolCommand(['docker', 'pull', image], node)], said: []}
				: fromDocker(['pull', image], node, {...(program === 'ctr' && {target: 'ctr', containerdNamespace})});
		return {
			title: plainText(`pull ${image}`),
			groups: [commands],
			radius: [
				plainText(
					`${name} then names what the registry has now, in the containerd namespace ${containerdNamespace}; containers that run keep what they have`,
				),
				...said,
			],
			asks: true,
			...(program !== 'docker' && {progress: {of: 'layers', containerdNamespace}}),
		};
	},
};

function nameFor([target]: readonly Target[]): string {
	return target?.kind === 'image' ? (target.image.tags[0] ?? '') : '';
}
