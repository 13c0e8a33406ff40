import {readFileSync} from 'node:fs';

export type Feature = {
	readonly feature: string;
	readonly priority: 'must' | 'should' | 'later';
	readonly peers: Readonly<Record<string, string>>;
	readonly ours: 'yes' | 'partial' | 'no';
	/** How it is reached here, or why it is not there. */
	readonly how: string;
	/** `test/live/console.test.ts › a word of the test's name` */
	readonly proof: readonly string[];
};

export type Features = {readonly note: string; readonly peers: readonly string[]; readonly rows: readonly Feature[]};

/** test/features/features.json */
export function readFeatures(): Features {
	return JSON.parse(readFileSync('test/features/features.json', 'utf8')) as Features;
}

/** Where a proof points: the file, and words of the name of a test in it. */
export function placeOf(proof: string): {readonly file: string; readonly words: string} {
	const [file = '', words = ''] = proof.split(' › ');
	return {file, words};
}

/** docs/features.md */
export function featuresDocument({note, peers, rows}: Features): string {
	const head = ['feature', '', 'rtconsole', ...peers];
	const lines = rows.map(({feature, priority, peers: theirs, ours, how, proof}) => {
		const tests = proof
			.map((one, index) => `[${index + 1}](../${placeOf(one).file} "${placeOf(one).words}")`)
			.join(' ');
		const cell = [`**${ours}**`, how, tests].filter(part => part !== '').join(' ');
		return [feature, priority, cell, ...peers.map(peer => theirs[peer] ?? '')];
	});
	return `# Features, beside the peers

${note}
The numbers are links to the tests. Made by \`npm run features\` from \`test/features/features.json\`; a test finds a proof
that does not exist.

${[head, head.map(() => '---'), ...lines].map(cells => `| ${cells.map(escaped).join(' | ')} |`).join('\n')}
`;
}

function escaped(cell: string): string {
	return cell.replaceAll('|', '\\|');
}
