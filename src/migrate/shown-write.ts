import {masked} from '../model/mask.ts';
import {diffText} from './edit/diff-text.ts';
import type {Change} from './step.ts';

type Write = Extract<Change, {kind: 'write'}>;

/** Its text is nobody's to read: a private key, manifests with their environment. */
export const isForRootAlone = ({mode}: Write) => mode === 0o600;

/** What a file becomes, for a screen, a ticket or a program: secrets masked, and of a file for root alone no more than its size. */
export function shownDiff(change: Write): string {
	const {path, before, after} = change;
	if (!isForRootAlone(change)) return masked(diffText(before, after, path));
	const [from, to] = [before === undefined ? '/dev/null' : path, after === undefined ? '/dev/null' : path];
	const lines = (after ?? '').split('\n').length - 1;
	return `--- ${from}\n+++ ${to}\n(for root alone: ${lines} lines)\n`;
}
