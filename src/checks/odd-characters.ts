import {known, type NodeSnapshot, type TextFile, type Unit} from '../model/node-snapshot.ts';
import {type Check, type Fix, fatal, info, ok, skipped, worstOf} from './check.ts';
import {restart, run} from './fixes.ts';
import {nodeServices} from './parts/unit-lines.ts';

/** What an editor or a page of a wiki makes of plain characters, and what was typed. */
const plain: ReadonlyArray<readonly [odd: string, typed: string]> = [
	...(['“', '”', '„', '‟', '″', '＂'] as const).map(odd => [odd, '"'] as const),
	...(['‘', '’', '‚', '′'] as const).map(odd => [odd, "'"] as const),
	...(['–', '—', '−'] as const).map(odd => [odd, '--'] as const),
	...(['‑', '‐'] as const).map(odd => [odd, '-'] as const),
	...(['\u00a0', '\u202f', '\u2007', '\u3000'] as const).map(odd => [odd, ' '] as const),
	...(['\ufeff', '\u200b', '\u200c', '\u200d', '\u2060', '\u00ad'] as const).map(odd => [odd, ''] as const),
];
const names: Readonly<Record<string, string>> = {
	'"': 'quotes',
	"'": 'quotes',
	'--': 'dashes',
	'-': 'dashes',
	' ': 'spaces',
};

/** For systemd a typographic quote is a letter like any other, and reaches the service as a part of what it is told. */
export const oddCharacters: Check = {
	id: 'odd-characters',
	title: 'typographic characters in what services are told',
	follows: ['unit-masked'],
	explains: [
		'kubelet-flag-value',
		'kubelet-flag-unknown',
		'kubelet-fatal',
		'kubelet-setting',
		'containerd-fatal',
		'docker-fatal',
		'docker-setting',
		'service-flag',
	],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		return worstOf(
			nodeServices.flatMap(name => {
				const unit = units[name];
				return unit === undefined ? [] : found(unit, filesOf(unit, node));
			}),
			ok('there are none'),
		);
	},
};

function filesOf({name, files}: Unit, {kubelet}: NodeSnapshot): readonly TextFile[] {
	return name === 'kubelet.service' ? [...files, ...kubelet.environmentFiles] : files;
}

type Place = {readonly path: string; readonly line: number; readonly text: string; readonly odd: readonly string[]};

function found({name, activeState}: Unit, files: readonly TextFile[]) {
	const places = files.flatMap(placesIn);
	if (places.length === 0) return [];
	const isDown = ['failed', 'activating'].includes(activeState);
	const kinds = [...new Set(places.flatMap(({odd}) => odd.map(nameOf)))].join(' and ');
	const paths = [...new Set(places.map(({path}) => path))].join(', ');
	return [
		(isDown ? fatal : info)(
			`${paths} has ${kinds} as a page or a letter has them, not as a shell does: systemd takes them for letters, and hands them to ${name}`,
			{
				evidence: places.slice(0, 4).map(({path, line, text}) => ({source: `${path}:${line}`, text: text.trim()})),
				fix: [
					...places.map(typedAgain),
					run('systemctl', 'daemon-reload'),
					...(isDown ? [run('systemctl', 'reset-failed', name), restart(name)] : []),
				],
			},
		),
	];
}

/** Comments may have them. */
function placesIn({path, text}: TextFile): readonly Place[] {
	return text.split('\n').flatMap((line, index): readonly Place[] => {
		if (/^\s*[#;]/.test(line) || /^\s*(Description|Documentation)\s*=/.test(line)) return [];
		const odd = plain.flatMap(([each]) => (line.includes(each) ? [each] : []));
		return odd.length === 0 ? [] : [{path, line: index + 1, text: line, odd}];
	});
}

function nameOf(odd: string): string {
	return names[plain.find(([each]) => each === odd)?.[1] ?? ''] ?? 'invisible characters';
}

/** One by one and not as a set: where the locale is C a set is one of bytes. */
function typedAgain({path, line, odd}: Place): Fix {
	const edits = odd.flatMap(each => {
		const typed = plain.find(([other]) => other === each)?.[1] ?? '';
		// `––v` was two dashes, of which each became one.
		const twice = typed === '--' ? ['-e', `${line}s/${each}${each}/--/g`] : [];
		return [...twice, '-e', `${line}s/${each}/${typed}/g`];
	});
	return run('sed', '-i', ...edits, path);
}
