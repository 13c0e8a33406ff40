import {plainText} from '../../model/text.ts';
import {fromDocker, toolCommand} from '../acting/docker-line.ts';
import {isImage} from '../acting/fitting.ts';
import {overwrites} from '../acting/overwrites.ts';
import type {RowAction} from '../acting/row-action.ts';
import {namesOf, type Target} from '../acting/target.ts';
import {size} from '../format.ts';

export const exportImage: RowAction = {
	id: 'export',
	key: 'w',
	label: 'export',
	about: 'write the image to a tar that docker load and ctr images import take',
	single: true,
	fits: target => {
		if (target.kind !== 'image') return isImage(target);
		return target.image.tags.length > 0 ? true : 'it has no name to be exported by';
	},
	questions: [
		{
			id: 'file',
			label: 'file on this node',
			initial: targets => `/tmp/${nameFor(targets).replace(/[^A-Za-z0-9._-]+/g, '_')}.tar`,
			wrong: answer => (/^[^-]/.test(answer) && !answer.endsWith('/') ? undefined : 'the path of a file'),
		},
	],
	async plan(targets, {file = ''}, node) {
		const [target] = targets;
		if (target?.kind !== 'image') throw new Error('there is no image to export');
		const {image} = target;
		const kind = await node.reader.kindOf(file);
		if (kind === 'directory') throw new Error(plainText(`${file} is a directory: name a file in it`));
		const program = await node.runtime.programFor({kind: 'image', ...image});
		const name = nameFor(targets);
		const {containerdNamespace} = image;
		const {commands, said} =
			program === 'docker'
				? {commands: [toolCommand(['docker', 'save', '--output', file, name], node)], said: []}
				: fromDocker(['save', '--output', file, name], node, {containerdNamespace});
		return {
			title: `export ${namesOf(targets)}`,
			groups: [commands],
			radius: [...(await overwrites(file, node)), `about ${size(image.sizeBytes)} of disk where the file is`, ...said],
			asks: true,
			progress: {of: 'file', path: file, expectedBytes: image.sizeBytes},
			...(kind === undefined && {makes: file}),
		};
	},
};

function nameFor([target]: readonly Target[]): string {
	return target?.kind === 'image' ? (target.image.tags[0] ?? '') : '';
}
