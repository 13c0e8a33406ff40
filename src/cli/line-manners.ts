import type {Context} from './context.ts';
import {verbOf} from './verb-of.ts';

/** Whether what stands on standard error is read as the answer, or as what the program in the container wrote there. */
export function isAnswer(words: readonly string[], {oneOutput, errorIsTerminal}: Context): boolean {
	const ofProgram = ['logs', 'exec', 'run', 'attach'].includes(verbOf(words));
	return oneOutput === true || (ofProgram && errorIsTerminal === false);
}

/** `docker rm --force NAME`: where there is none docker says so and is content. Source: docker 20.10, 26.1. */
export function isForced([, ...words]: readonly string[]): boolean {
	const line = words[0] === 'container' ? words.slice(1) : words;
	const names = line.slice(1).filter(word => !word.startsWith('-'));
	return names.length === 1 && hasForce(words);
}

/** `docker inspect` without a template prints a list, also where it finds nothing. Source: docker 20.10, 26.1. */
export function printsList(words: readonly string[]): boolean {
	return verbOf(words) === 'inspect' && !words.some(word => /^(--format|-f)/.test(word));
}

/** `docker rm -f`, with whatever other letters. */
export function hasForce(words: readonly string[]): boolean {
	return words.includes('rm') && words.some(word => /^(--force|-[a-z]*f[a-z]*)$/.test(word));
}
