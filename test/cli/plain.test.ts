import {describe, expect, it} from 'vitest';
import {defaultSettings} from '../../src/app/settings.ts';
import type {Context} from '../../src/cli/context.ts';
import {openNode} from '../../src/cli/node.ts';
import {answerLine} from '../../src/cli/plain/answer-line.ts';
import {createPlainNode} from '../../src/cli/plain/plain-node.ts';
import {createContext} from '../../src/cli/process-context.ts';
import {demoGlobals} from '../support/recorded-console.ts';

async function answers(...lines: readonly string[]): Promise<string> {
	let out = '';
	const print = (text: string | Uint8Array) => {
		out += String(text);
	};
	const node = await openNode(demoGlobals());
	const context: Context = createContext(demoGlobals(), {print, printError: print}, async () => node);
	await context.openHost();
	const runtime = await context.openRuntime();
	const plain = createPlainNode({context, settings: defaultSettings, runtime, recorded: node.recorded});
	for (const line of lines) {
		const end = await answerLine(plain, line);
		out += `${end}\n`;
	}
	return out;
}

describe('the console as plain text', () => {
	// biome-ignore format: a table
	it.each([
		['pods',                     /^NAMESPACE +POD[\s\S]*\n\d+ pods\ngo on\n$/],
		[':po web',                  /\n4 of \d+ pods\n/],
		['pods !web',                /^(?![\s\S]*web-)[\s\S]*\n\d+ of \d+ pods\n/],
		['pod docker-builder',       /NAME +POD[\s\S]*builder/],
		['images',                   /busybox:1\.35/],
		['logs web',                 /^several containers are named web; by ID:\n {2}[0-9a-f]{24} {2}web of the pod web-/],
		['logs nobody',              /^nothing is named nobody; containers, pods list what there is/],
		['logs',                     /^a name is needed/],
		['describe docker-builder',  /docker-builder/],
		['shell builder',            /^demo: there is no container behind this name|^several/],
		['translate docker ps -a',   /^crictl ps --all/],
		['crictl ps',                /docker ps/],
		['rmi web',                  /^unknown command rmi; did you mean docker rmi\? help lists them/],
		['pdos',                     /^unknown command pdos; did you mean pods\? help lists them/],
		['logs "web',                /^a " is not closed/],
		['',                         /^go on\n$/],
		['help',                     /logs NAME \[LINES\][\s\S]*docker …[\s\S]*quit/],
		['q',                        /^quit\n$/],
		['commands',                 /^go on\n$|crictl/],
	])('%j', async (line, wanted) => {
		expect(await answers(line)).toMatch(wanted);
	});

	it('ns narrows what follows, and ns all takes that back', async () => {
		const text = await answers('ns moby', 'containers', 'ns all', 'containers');
		const counts = [...text.matchAll(/^(\d+) containers$/gm)].map(([, count]) => Number(count));
		expect(counts).toHaveLength(2);
		expect(counts[0]).toBeLessThan(counts[1] as number);
	});

	it('writes no control sequence', async () => {
		expect(await answers('pods', 'containers', 'images', 'describe docker-builder', 'help')).not.toContain('\u001b');
	});
});
