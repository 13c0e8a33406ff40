import {createInterface} from 'node:readline';
import {messageOf} from '../../host/errors.ts';
import {plainLines, plainText} from '../../model/text.ts';
import {whyBare} from '../bare-machine.ts';
import type {Context} from '../context.ts';
import type {Chosen} from '../load-settings.ts';
import {openDemo, openNode} from '../node.ts';
import type {HeldPrinters} from '../printers.ts';
import {createContext} from '../process-context.ts';
import {answerLine} from './answer-line.ts';
import {createPlainNode, type PlainNode} from './plain-node.ts';

const prompt = 'rtconsole> ';

/**
 * The console as plain text: for TERM=dumb, screen readers and people who like it so. It prints the pods, then answers one
 * line after the other; no cursor is moved and nothing is drawn. Returns the exit code.
 */
export async function runPlain({globals, settings}: Chosen, printers: HeldPrinters): Promise<number> {
	await printers.direct();
	const input = createInterface({input: process.stdin, terminal: false});
	const lines = input[Symbol.asyncIterator]();
	const next = async (question: string): Promise<string | undefined> => {
		printers.print(question);
		const {value, done} = await lines.next();
		return done ? undefined : value;
	};
	const opened = await openNode(globals);
	const why = opened.recorded === undefined ? whyBare(await opened.facts()) : undefined;
	const node = why === undefined ? opened : await openDemo(globals, why);
	const confirm = async (question: string): Promise<boolean> =>
		/^y(es)?$/i.test((await next(`${question} (y or n) `))?.trim() ?? '');
	// What is asked is asked here, line by line, and not through a second reader of the same input.
	const context: Context = Object.create(
		createContext(globals, printers, async () => node),
		{interactive: {value: true}, confirm: {value: confirm}},
	);
	await context.openHost();
	const plain = createPlainNode({context, settings, runtime: await context.openRuntime(), recorded: node.recorded});
	const interrupted = () => {
		if (!plain.interrupt()) process.exit(130);
	};
	process.on('SIGINT', interrupted);
	await greet(plain);
	for (;;) {
		const line = await next(prompt);
		if (line === undefined || (await answered(plain, line)) === 'quit') break;
	}
	process.off('SIGINT', interrupted);
	input.close();
	return 0;
}

/** What one line says; what goes wrong is said, and the next line is asked for. */
async function answered(node: PlainNode, line: string): Promise<'quit' | 'go on'> {
	try {
		return await answerLine(node, line);
	} catch (error) {
		node.say(plainLines(messageOf(error)).join('\n'));
		return 'go on';
	}
}

async function greet(node: PlainNode): Promise<void> {
	const {facts} = node.runtime;
	const runtime = facts.runtime ? `, ${facts.runtime.name} ${facts.runtime.version}` : '';
	node.say(plainText(`rtconsole on ${facts.hostname}${runtime}`));
	if (node.recorded !== undefined) node.say(`demo: a recorded node, nothing here is yours (${node.recorded})`);
	if (node.context.globals.readOnly) node.say('read-only: nothing that changes the node is run');
	for (const problem of node.settings.problems) node.say(`configuration: ${problem}`);
	for (const warning of facts.warnings) node.say(plainText(`warning: ${warning}`));
	if ('because' in facts.listing) node.say(plainText(facts.listing.because));
	await answered(node, 'pods');
	node.say('Type help for what can be typed here, quit to leave.');
}
