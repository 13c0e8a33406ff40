import {type Ask, type Build, type Built, type Draft, note} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';
import {loadedLines} from './told-lines.ts';

/** ctr reads packed archives only from 2.0 on; before, something else must unpack. */
export const load: Build = (draft, ask) => {
	const built = loadWith(draft, ask);
	return ask.piped ? {...built, commands: built.commands.map(loadedLines)} : built;
};

function loadWith({args}: Draft, ask: Ask): Built {
	const file = ask.value('input');
	const before = ['ctr', '-n', 'k8s.io', 'images', 'import', ...args] as const;
	const unpacker = compareVersions(ask.versions.ctr, '2.0') < 0 ? unpackerOf(file ?? '') : undefined;
	if (file !== undefined && unpacker !== undefined) {
		return {
			commands: [{argv: [...before, '-'], effect: 'write', inputFrom: [unpacker, file]}],
			findings: [note('load.packed')],
		};
	}
	if (file !== undefined) return {commands: [{argv: [...before, file], effect: 'write'}]};
	// `gzip -dcf` passes on what is not packed: nobody knows what will come.
	const unpacks = compareVersions(ask.versions.ctr, '2.0') < 0;
	const command: Command = {argv: [...before, '-'], effect: 'write', terminal: 'attach'};
	return unpacks
		? {commands: [{...command, inputFrom: ['gzip', '-dcf']}], findings: [note('load.packed-input')]}
		: {commands: [command]};
}

function unpackerOf(file: string): string | undefined {
	if (/\.(tgz|gz)$/.test(file)) return 'zcat';
	if (/\.(tbz2?|bz2)$/.test(file)) return 'bzcat';
	if (/\.(txz|xz)$/.test(file)) return 'xzcat';
	return /\.(tzst|zst)$/.test(file) ? 'zstdcat' : undefined;
}
