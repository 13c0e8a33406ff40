import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {keymap} from '../src/app/keymap.ts';
import {openTerminal, type TestTerminal} from '../test/support/terminal.ts';

// npm run docs: the pictures of docs/screens and the key table of the README, from the program itself (npm run build first).
const program = resolve('dist/rtconsole');
const folder = 'docs/screens';

type Picture = {
	readonly name: string;
	/** For those who do not see it. */
	readonly title: string;
	readonly typed: readonly string[];
	/** What is on the screen when it is whole. */
	readonly wanted: string;
};

const pictures: readonly Picture[] = [
	{name: 'pods', title: 'The pods of a node with their sandboxes', typed: [], wanted: '10.244'},
	{
		name: 'translate',
		title: 'A docker line, and beside it what it is in crictl, what differs and what to do instead',
		typed: ['t', 'stop -t 5 web'],
		wanted: 'close',
	},
	{
		name: 'explain',
		title: 'Each word of a docker line and of its answer, aligned by colour, with its meaning',
		typed: ['t', '\u0018', 'kill -s HUP web'],
		wanted: 'SIGHUP',
	},
	{
		name: 'cheat',
		title: 'A table of the cheat sheet: docker, crictl and ctr side by side',
		typed: ['\u0014', 'images: docker, crictl, ctr', '\r'],
		wanted: 'crictl images',
	},
];

async function draw({name, title, typed, wanted}: Picture): Promise<void> {
	// Where the program was asked not to use colours, that holds for its pictures too: the environment of whoever draws them is not theirs.
	const {NO_COLOR: _, ...env} = process.env;
	const terminal = openTerminal([program, '--demo'], {columns: 100, rows: 24, env});
	try {
		await terminal.waitFor('web-');
		await terminal.waitFor('crictl 1.'); // the versions come last
		for (const key of typed) {
			terminal.type(key);
			await new Promise(done => setTimeout(done, 300));
		}
		await terminal.waitFor(wanted);
		await settled(terminal);
		writeFileSync(`${folder}/${name}.svg`, terminal.svg(title));
	} finally {
		await terminal.close();
	}
}

/** A screen is drawn piece by piece: wait until nothing more comes. */
async function settled(terminal: TestTerminal): Promise<void> {
	for (let before = ''; before !== terminal.svg(''); ) {
		before = terminal.svg('');
		await new Promise(done => setTimeout(done, 1500));
	}
}

function keyTable(): string {
	const rows = keymap.map(({keys: names, help, where}) => {
		const shown = names.map(name => `\`${name}\``).join(' ');
		return `| ${shown} | ${help} | ${where.join(', ')} |`;
	});
	return ['| key | what it does | where |', '|---|---|---|', ...rows].join('\n');
}

function replaced(text: string, name: string, content: string): string {
	const [begin, end] =
		name === 'keys' ? ['<!-- keys -->', '<!-- /keys -->'] : [`<!-- screen:${name} -->`, '<!-- /screen -->'];
	const from = text.indexOf(begin);
	const to = text.indexOf(end, from);
	if (from < 0 || to < 0) throw new Error(`README.md has no place for ${name}`);
	return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}

async function main(): Promise<void> {
	mkdirSync(folder, {recursive: true});
	let readme = readFileSync('README.md', 'utf8');
	for (const picture of pictures) {
		await draw(picture);
		readme = replaced(readme, picture.name, `![${picture.title}](${folder}/${picture.name}.svg)`);
	}
	readme = replaced(readme, 'keys', keyTable());
	writeFileSync('README.md', readme);
}

void main();
