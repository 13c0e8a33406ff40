import {readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {keymap} from '../src/app/keymap.ts';
import {openTerminal} from '../test/support/terminal.ts';

// npm run docs: the screens and the key table of the README, from the program itself (npm run build first).
const program = resolve('dist/rtconsole');

async function screenAfter(typed: readonly string[], wanted: string): Promise<string> {
	const terminal = openTerminal([program, '--demo', '--no-color'], {columns: 100, rows: 24});
	try {
		await terminal.waitFor('web-');
		await terminal.waitFor('crictl 1.'); // the versions come last
		for (const key of typed) {
			terminal.type(key);
			await new Promise(done => setTimeout(done, 300));
		}
		const screen = await terminal.waitFor(wanted);
		return `\`\`\`text\n${screen.join('\n').trimEnd()}\n\`\`\``;
	} finally {
		await terminal.close();
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
	let readme = readFileSync('README.md', 'utf8');
	readme = replaced(readme, 'pods', await screenAfter([], '10.244'));
	readme = replaced(readme, 'translate', await screenAfter(['t', 'stop -t 5 web'], 'close'));
	readme = replaced(readme, 'explain', await screenAfter(['t', '\u0018', 'kill -s HUP web'], 'SIGHUP'));
	readme = replaced(
		readme,
		'cheat',
		await screenAfter(['\u0014', 'images: docker, crictl, ctr', '\r'], 'crictl images'),
	);
	readme = replaced(readme, 'keys', keyTable());
	writeFileSync('README.md', readme);
}

void main();
