import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {plainText} from '../model/text.ts';
import {nodeCommand} from '../runtime/node-command.ts';
import {verbOf} from './verb-of.ts';

/** The kubelet takes a second or two. */
const looks = 4;

type Node = {
	readonly facts: NodeFacts;
	readonly host: Pick<Reader, 'query'>;
	sleep(milliseconds: number): Promise<void>;
};

/** After `docker restart`: which of its containers do not run again. crictl only ends them; to start them is the kubelet's. */
export async function notStartedAgain(words: readonly string[], node: Node): Promise<string | undefined> {
	if (verbOf(words) !== 'restart') return undefined;
	const names = namesOf(words.slice(words.indexOf('restart') + 1));
	let missing = names;
	for (let look = 0; look < looks && missing.length > 0; look++) {
		if (look > 0) await node.sleep(1000);
		const running = await Promise.all(missing.map(name => isRunning(name, node)));
		missing = missing.filter((_name, index) => running[index] === false);
	}
	if (missing.length === 0) return undefined;
	return `# not running again yet: ${missing.map(plainText).join(', ')} (the kubelet starts it, where there is one and the pod's restart policy says so)\n`;
}

/** `-t 5` and the like stand before the names. */
function namesOf(words: readonly string[]): readonly string[] {
	const valued = /^(-t|-s|--time|--timeout|--signal)$/;
	const names = words.filter((word, index) => !word.startsWith('-') && !valued.test(words[index - 1] ?? ''));
	// An ID is that of the container that ended: the new one has another.
	return names.filter(name => !/^[0-9a-f]{12,64}$/.test(name) && /^[\w.-]+$/.test(name));
}

/** As a pod's container, or as one that `docker run` made here; true where nobody can say. */
async function isRunning(name: string, {facts, host}: Node): Promise<boolean> {
	const pattern = `^${name.replaceAll('.', '\\.')}$`;
	const ask = (argv: readonly [string, ...string[]]) => host.query(nodeCommand(argv, facts)).catch(() => undefined);
	const ofPods = await ask(['crictl', 'ps', '--quiet', '--name', pattern]);
	if (ofPods?.exitCode !== 0 || ofPods.stdout.trim() !== '') return true;
	const ofCtr = await ask(['ctr', '-n', 'default', 'task', 'ls']);
	return ofCtr?.stdout.split('\n').some(row => row.startsWith(`${name} `) && row.includes('RUNNING')) ?? false;
}
