import {containerArg} from '../container-arg.ts';
import {imageName} from '../image-name.ts';
import {type Build, close, type Found, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {exportFiles} from './files.ts';

/**
 * `docker commit`: nothing here makes an image of a container, but ctr imports one that is made by hand: all its files as one layer,
 * the settings of its image, and the two files of JSON that make an archive of docker's of them.
 *
 * Source: moby image/spec v1.2 (manifest.json, config.json, layer.tar); seen on containerd 1.6.20 and 1.7.24.
 */
export const commit: Build = (draft, ask) => {
	const [container = '', name] = ask.parsed.args;
	if (name === undefined || !ask.ctr)
		return {commands: [], findings: [lost(name === undefined ? 'commit.unnamed' : 'commit.none')]};
	const folder = `/tmp/commit-${ask.unique}`;
	const layer = `${folder}/layer.tar`;
	const packed = exportFiles(draft, {...ask, value: flag => (flag === 'output' ? layer : undefined)});
	if ('error' in packed) return packed;
	const archive: Command['inputFrom'] = ['tar', '-C', folder, '-cf', '-', 'manifest.json', 'config.json', 'layer.tar'];
	const manifest = JSON.stringify([{Config: 'config.json', RepoTags: [imageName(name)], Layers: ['layer.tar']}]);
	return {
		commands: [
			{argv: ['mkdir', '-m', '700', folder], effect: 'write'},
			...packed.commands,
			{
				argv: [
					'sh',
					'-c',
					described,
					folder,
					containerArg(container),
					configOf(ask.value('author'), ask.value('message')),
					manifest,
				],
				effect: 'write',
			},
			{inputFrom: archive, argv: ['ctr', '-n', 'k8s.io', 'images', 'import', '-'], effect: 'write', output: 'none'},
			{
				argv: ['sh', '-c', 'sha256sum "$0/config.json" | sed "s/^/sha256:/; s/ .*//"; rm -r "$0"', folder],
				effect: 'write',
			},
		],
		findings: [
			close('commit.one-layer'),
			...(packed.findings ?? []).filter(said => said.id !== 'export.running'),
			...changes(ask.values('change')),
		],
	};
};

/** $1: the container; $2: a template for its image, where @layer@ is its sum; $3: the manifest. */
const described = [
	'image=$(crictl inspect --output go-template --template "{{.status.imageRef}}" "$1") || exit',
	'sum=$(sha256sum "$0/layer.tar" | cut -c -64)',
	'crictl inspecti --output go-template --template "$2" "$image" | sed "s/@layer@/$sum/" >"$0/config.json" || exit',
	'printf "%s" "$3" >"$0/manifest.json"',
].join('; ');

function configOf(author: string | undefined, message: string | undefined): string {
	const said = (name: string, text: string | undefined) =>
		text === undefined ? '' : `,${JSON.stringify(name)}:${asTemplate(JSON.stringify(text))}`;
	const history = `"history":[{"created_by":"commit"${said('author', author)}${said('comment', message)}}]`;
	return `{"architecture":{{json .info.imageSpec.architecture}},"os":{{json .info.imageSpec.os}}${said('author', author)},"config":{{json .info.imageSpec.config}},${history},"rootfs":{"type":"layers","diff_ids":["sha256:@layer@"]}}`;
}

/** Text that must not be taken for an action. */
function asTemplate(text: string): string {
	return text.replaceAll('{{', '{{"{{"}}');
}

function changes(values: readonly string[]): readonly Found[] {
	return values.length === 0 ? [] : [{...lost('commit.change'), flag: '--change'}];
}
