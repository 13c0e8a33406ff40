import {type Build, close, lost, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {changesLost} from './commit.ts';
import {imageOfFiles, machine} from './image-archive.ts';
import {readChanges} from './image-changes.ts';
import {settingsOf} from './image-settings.ts';

/** `docker import`: an archive of files is one layer of an image that is put together by hand. */
export const importFiles: Build = (_draft, ask) => {
	const [source = '', name] = ask.parsed.args;
	if (name === undefined || !ask.ctr)
		return {commands: [], findings: [lost(ask.ctr ? 'import.unnamed' : 'import.none')]};
	const changes = readChanges(ask.values('change'));
	if ('error' in changes) return {error: `docker import --change: ${changes.error}`};
	const [os = 'linux', architecture = '', variant] = (ask.value('platform') ?? '').split('/');
	const given = {
		...(variant === undefined ? {} : {variant}),
		os: os === '' ? 'linux' : os,
		history: [{created_by: 'import', comment: ask.value('message') ?? `Imported from ${source}`}],
	};
	const parts = `${JSON.stringify(given).slice(1, -1)},"config":${settingsOf(changes)}`;
	const describe = [
		machine,
		'[ -z "$3" ] || on=$3',
		'printf \'{"architecture":"%s",%s,"created":"%s","rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\' "$on" "$2" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$sum" >"$0/config.json"',
	];
	const folder = `/tmp/import-${ask.unique}`;
	return {
		commands: imageOfFiles({folder, name, describe, args: [parts, architecture]}, [
			unpacked(source, `${folder}/layer.tar`),
		]),
		findings: [
			close('import.by-hand'),
			...(/^https?:\/\//.test(source) ? [note('import.url')] : []),
			...changesLost(changes.lost),
		],
	};
};

/** A layer that is not packed, for its sum is taken: docker reads gzip, bzip2, xz and what is not packed. */
function unpacked(source: string, layer: string): Command {
	if (source === '-')
		return {argv: ['sh', '-c', `${anyPacked('-')} >"$0"`, layer], effect: 'write', terminal: 'attach'};
	if (/^https?:\/\//.test(source))
		return {
			argv: [
				'sh',
				'-c',
				`curl -fsSL "$1" >"$0.part" && ${anyPacked('"$0.part"')} >"$0" && rm "$0.part"`,
				layer,
				source,
			],
			effect: 'write',
		};
	return {argv: ['sh', '-c', `${anyPacked('"$1"')} >"$0"`, layer, source], effect: 'write'};
}

/** By its name a file may be anything; gzip passes on what is not packed. */
function anyPacked(file: string): string {
	if (file === '-') return 'gzip -dcf';
	return `{ xz -dc <${file} 2>/dev/null || bzip2 -dc <${file} 2>/dev/null || gzip -dcf <${file}; }`;
}
