import {type Build, type Found, note} from '../transform.ts';
import {compareVersions} from '../version.ts';

/** ctr reads packed archives only from 2.0 on; before, something else must unpack. */
export const load: Build = ({args}, ask) => {
	const file = ask.value('input');
	const before = ['ctr', '-n', 'k8s.io', 'images', 'import', ...args] as const;
	const unpacker = compareVersions(ask.versions.ctr, '2.0') < 0 ? unpackerOf(file ?? '') : undefined;
	if (file !== undefined && unpacker !== undefined) {
		return {
			commands: [{argv: [...before, '-'], effect: 'write', inputFrom: [unpacker, file]}],
			findings: [note('load.packed')],
		};
	}
	const findings: readonly Found[] =
		file === undefined && compareVersions(ask.versions.ctr, '2.0') < 0 ? [note('load.packed-input')] : [];
	return {
		commands: [
			{argv: [...before, file ?? '-'], effect: 'write', ...(file === undefined ? {terminal: 'attach' as const} : {})},
		],
		findings,
	};
};

function unpackerOf(file: string): string | undefined {
	if (/\.(tgz|gz)$/.test(file)) return 'zcat';
	if (/\.(tbz2?|bz2)$/.test(file)) return 'bzcat';
	if (/\.(txz|xz)$/.test(file)) return 'xzcat';
	return /\.(tzst|zst)$/.test(file) ? 'zstdcat' : undefined;
}
