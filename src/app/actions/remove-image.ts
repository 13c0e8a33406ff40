import type {Image} from '../../model/image.ts';
import {plainText} from '../../model/text.ts';
import {fromDocker, toolCommand} from '../acting/docker-line.ts';
import {isImage} from '../acting/fitting.ts';
import {listed} from '../acting/radius.ts';
import type {ActionNode, RowAction} from '../acting/row-action.ts';
import {namesOf, type Target} from '../acting/target.ts';
import {shortId} from '../format.ts';
import type {PreparedCommand} from '../screen.ts';

const wholeImage = 'all';

export const removeImage: RowAction = {
	id: 'remove-image',
	key: 'x',
	label: 'remove',
	about: 'the image with all its names, or one name of it',
	fits: isImage,
	questions: [
		{
			id: 'name',
			label: `which name goes: ${wholeImage} of them, and the image with them, or only one`,
			initial: () => wholeImage,
			choices: targets => [wholeImage, ...tagsOf(targets)],
			skip: targets => targets.length > 1 || tagsOf(targets).length < 2,
		},
	],
	async plan(targets, {name = wholeImage}, node) {
		const chosen = targets.flatMap(target => (target.kind === 'image' ? [target.image] : []));
		const [now, containers, pods] = await Promise.all([
			node.runtime.images(),
			node.runtime.containers(),
			chosen.some(isPause) ? node.runtime.pods() : [],
		]);
		const images = chosen.map(image => current(image, now));
		const only = name === wholeImage ? undefined : name;
		if (only !== undefined && !images[0]?.tags.includes(only)) throw new Error(`this image has no name ${only}`);
		const removals = await Promise.all(images.map(image => removalOf(image, only, node)));
		const users = (image: Image) =>
			containers
				.filter(
					({id, containerdNamespace}) => containerdNamespace === image.containerdNamespace && image.usedBy.includes(id),
				)
				.map(
					container =>
						`${container.podName === undefined ? '' : `${container.podName}/`}${container.name} (${container.state})`,
				);
		return {
			title: `remove ${only === undefined ? namesOf(targets) : plainText(`the name ${only}`)}`,
			groups: removals.map(({commands}) => commands),
			radius: [
				...images.map(image => goes(image, only)),
				...images.flatMap(image => (isPause(image) ? pausesNeed(pods.length) : usedBy(image, users(image)))),
				...images
					.filter(({pinned}) => pinned)
					.map(image => `${shortId(image.id)} is pinned: the kubelet needs it to start pods`),
				...new Set(removals.flatMap(({said}) => said)),
			],
			asks: true,
		};
	},
};

function tagsOf(targets: readonly Target[]): readonly string[] {
	const [target] = targets;
	return target?.kind === 'image' ? target.image.tags : [];
}

function current({id, containerdNamespace}: Image, now: readonly Image[]): Image {
	const found = now.find(image => image.id === id && image.containerdNamespace === containerdNamespace);
	if (found === undefined) throw new Error(`the image ${shortId(id)} is gone`);
	return found;
}

function goes({id, tags, digests}: Image, only: string | undefined): string {
	if (only !== undefined) return plainText(`the name ${only} goes, the image ${shortId(id)} stays`);
	const names = [...tags, ...digests];
	return names.length === 0
		? `the image ${shortId(id)} goes, it has no name`
		: `the image ${shortId(id)} goes with ${names.length === 1 ? 'its name' : `all ${names.length} names`}: ${listed(names)}`;
}

function usedBy({usedBy: ids}: Image, names: readonly string[]): readonly string[] {
	if (ids.length === 0) return ['no container uses it'];
	const shown = names.length === 0 ? ids.map(shortId) : names;
	return [`in use by ${ids.length}: ${listed(shown, 6)}`];
}

/** The runtime lists no sandbox among the users of an image, and an older one does not say that it is pinned. */
function isPause({tags}: Image): boolean {
	return tags.some(tag => /(^|[/-])pause(-[a-z0-9]+)?:[^/]*$/.test(tag));
}

function pausesNeed(pods: number): readonly string[] {
	return [
		`a pause image: the sandbox of every pod is made of one (${pods} of them here); what runs goes on, and where no registry has it no pod starts any more`,
	];
}

type Removal = {readonly commands: readonly PreparedCommand[]; readonly said: readonly string[]};

async function removalOf(image: Image, only: string | undefined, node: ActionNode): Promise<Removal> {
	const {id, tags, digests, containerdNamespace} = image;
	const program = await node.runtime.programFor({kind: 'image', ...image});
	if (program === 'crictl') return throughTranslator(['rmi', only ?? id], node);
	if (program === 'docker') {
		const names = only !== undefined ? [only] : tags.length > 0 ? tags : [id];
		return {commands: [toolCommand(['docker', 'rmi', ...names], node, 'destroy')], said: []};
	}
	const names = only !== undefined ? [only] : [...new Set([...tags, ...digests, id])];
	return {
		commands: [toolCommand(['ctr', '-n', containerdNamespace, 'images', 'rm', ...names], node, 'destroy')],
		said: [`only in the containerd namespace ${containerdNamespace}: other namespaces have images of their own`],
	};
}

function throughTranslator(words: readonly string[], node: ActionNode): Removal {
	const {commands, said} = fromDocker(words, node);
	return {commands: commands.map(command => ({...command, effect: 'destroy' as const})), said};
}
