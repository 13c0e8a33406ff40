import type {Word} from 'unbash';
import {baseName, pastWrappers} from './wrappers.ts';

/** Where a command hands a text to a shell: in words that are joined by spaces, or in its here-document. */
export type ShellText = {readonly words: readonly Word[]} | 'here-document';

const shells = /^(sh|bash|dash|ash|ksh|mksh|zsh|rbash)$/;

/** What the command whose words begin at `at` gives to a shell, or undefined. */
export function shellTextOf(words: readonly Word[], at: number, end: number): ShellText | undefined {
	const name = baseName(words[at]);
	const rest = words.slice(at + 1, end);
	if (shells.test(name)) return ofShell(rest);
	if (name === 'busybox' && shells.test(rest[0]?.value ?? '')) return ofShell(rest.slice(1));
	if (name === '-c' && words.slice(0, at).some(word => baseName(word) === 'flock')) return text(rest.slice(0, 1));
	return Object.hasOwn(others, name) ? others[name]?.(rest) : undefined;
}

const others: Readonly<Record<string, (rest: readonly Word[]) => ShellText | undefined>> = {
	eval: rest => text(rest),
	su: ofSu,
	runuser: ofSu,
	ssh(rest) {
		const host = operand(rest, 0, /^-[bcDEeFIiJLlmOopQRSWw]$/);
		if (host === undefined) return undefined;
		const there = rest.slice(host + 1);
		return there.length === 0 || readsInput(there) ? 'here-document' : text(there);
	},
	watch(rest) {
		if (rest.some(({value}) => /^(-[a-z]*x|--exec)$/.test(value))) return undefined;
		const first = operand(rest, 0, /^-[nqs]$|^--(interval|equexit|shotsdir)$/);
		return first === undefined ? undefined : text(rest.slice(first));
	},
	trap(rest) {
		const first = rest[0]?.value === '--' ? 1 : 0;
		return rest.length < first + 2 ? undefined : text(rest.slice(first, first + 1));
	},
};

/** `ssh NODE sudo bash -s <<EOF` */
function readsInput(words: readonly Word[]): boolean {
	const wrapped = pastWrappers(words);
	return wrapped !== undefined && shellTextOf(words, wrapped.at, wrapped.end) === 'here-document';
}

function text(words: readonly Word[]): ShellText | undefined {
	return words.length === 0 ? undefined : {words};
}

/** `sh -c TEXT`, `bash -lc TEXT`, `bash -o pipefail -ec TEXT`; without a file or a text it reads its standard input. */
function ofShell(rest: readonly Word[]): ShellText | undefined {
	let command = false;
	for (let at = 0; at < rest.length; at++) {
		const value = rest[at]?.value ?? '';
		if (value === '--' || value === '-') return command ? text(rest.slice(at + 1, at + 2)) : undefined;
		if (!/^[-+]/.test(value)) return command ? text(rest.slice(at, at + 1)) : undefined;
		if (/^--(rcfile|init-file)$/.test(value) || /^[-+][a-z]*[oO]$/.test(value)) at++;
		if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(value)) command = true;
		if (/^-[a-zA-Z]*s/.test(value)) return 'here-document';
	}
	return command ? undefined : 'here-document';
}

function ofSu(rest: readonly Word[]): ShellText | undefined {
	const flag = rest.findIndex(({value}) => /^-[a-zA-Z]*c$|^--(session-)?command$/.test(value));
	return flag < 0 ? 'here-document' : text(rest.slice(flag + 1, flag + 2));
}

/** Index of the first word that is neither a flag nor the value of one. */
function operand(rest: readonly Word[], from: number, takesValue: RegExp): number | undefined {
	for (let at = from; at < rest.length; at++) {
		const value = rest[at]?.value ?? '';
		if (value === '--') return at + 1;
		if (!value.startsWith('-')) return at;
		if (takesValue.test(value)) at++;
	}
	return undefined;
}
