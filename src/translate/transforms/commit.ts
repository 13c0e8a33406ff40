import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, type Built, close, type Found, lost} from '../transform.ts';
import type {Arg, TranslateError} from '../types.ts';
import {exportFiles} from './files.ts';
import {imageOfFiles} from './image-archive.ts';
import {readChanges} from './image-changes.ts';
import {asText, type OwnSetting, settingsOver} from './image-settings.ts';

/**
 * `docker commit`: nothing here makes an image of a container, but ctr imports one that is made by hand: all its files as one layer, and
 * the settings of its image with what is to be changed.
 */
export const commit: Build = (draft, ask) => {
	const image = 'image=$(crictl inspect --output go-template --template "{{.status.imageRef}}" "$2") || exit';
	return commitOf(ask, {packed: withOutput => exportFiles(draft, withOutput), idOf: containerArg, image});
};

export type Committed = {
	/** Writes the container's files to what `--output` says. */
	packed(ask: Ask): Built | TranslateError;
	idOf(name: string): Arg;
	/** For sh: what crictl knows the image of the container `$2` by, in `$image`. */
	readonly image: string;
	/** For sh: puts what only the container has into the template `$template`, where there is a place for it. */
	readonly own?: {readonly settings: readonly OwnSetting[]; program(changed: readonly string[]): string};
};

export function commitOf(ask: Ask, {packed: pack, idOf, image, own}: Committed): Built | TranslateError {
	const [container = '', name] = ask.parsed.args;
	if (name === undefined || !ask.ctr)
		return {commands: [], findings: [lost(name === undefined ? 'commit.unnamed' : 'commit.none')]};
	const changes = readChanges(ask.values('change'));
	if ('error' in changes) return {error: `docker commit --change: ${changes.error}`};
	const folder = `/tmp/commit-${ask.unique}`;
	const layer = `${folder}/layer.tar`;
	const packed = pack({...ask, value: flag => (flag === 'output' ? layer : undefined)});
	if ('error' in packed) return packed;
	const template = configOf(ask.value('author'), ask.value('message'), settingsOver(changes, own?.settings));
	const describe = [
		image,
		...(own === undefined ? [] : ['template=$3', own.program(changes.env.map(([name]) => name))]),
		`crictl inspecti --output go-template --template "$${own === undefined ? '3' : 'template'}" "$image" | sed "s/@layer@/$sum/" >"$0/config.json" || exit`,
	];
	return {
		commands: imageOfFiles({folder, name, describe, args: [idOf(container), template]}, packed.commands),
		findings: [
			close('commit.one-layer'),
			...(packed.findings ?? []).filter(said => said.id !== 'export.running'),
			...changesLost(changes.lost),
		],
	};
}

/** A template for the image of the container, where @layer@ is the sum of its files. */
function configOf(author: string | undefined, message: string | undefined, config: string): string {
	const said = (name: string, text: string | undefined) =>
		text === undefined ? '' : `,${JSON.stringify(name)}:${asText(JSON.stringify(text))}`;
	const history = `"history":[{"created_by":"commit"${said('author', author)}${said('comment', message)}}]`;
	return `{"architecture":{{json .info.imageSpec.architecture}},"os":{{json .info.imageSpec.os}}${said('author', author)},"config":${config},${history},"rootfs":{"type":"layers","diff_ids":["sha256:@layer@"]}}`;
}

export function changesLost(instructions: readonly string[]): readonly Found[] {
	return [...new Set(instructions)].map(instruction => ({
		...lost('commit.change', {instruction}),
		flag: '--change',
	}));
}
