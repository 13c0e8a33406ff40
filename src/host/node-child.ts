import {spawn} from 'node:child_process';
import type {Ending, StartChild} from './child.ts';

/** Through node:child_process. */
export const startNodeChild: StartChild = ([file, ...args], {env, input, onChunk}) => {
	const child = spawn(file, args, {
		env: env as NodeJS.ProcessEnv,
		stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
	});
	child.stdout?.on('data', chunk => onChunk('stdout', chunk));
	child.stderr?.on('data', chunk => onChunk('stderr', chunk));
	if (input !== undefined) {
		child.stdin?.on('error', () => {}); // a command that does not read its input is no failure
		child.stdin?.end(input);
	}
	return {
		kill: signal => child.kill(signal),
		exited: new Promise(resolve => child.once('exit', resolve)),
		closed: new Promise<Ending>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code, signal) => resolve({code, signal}));
		}),
		drop() {
			child.stdout?.destroy();
			child.stderr?.destroy();
		},
	};
};
