import type {Word} from 'unbash';
import {baseNameOf} from './interesting.ts';

/** What stands before `docker` in its command. */
export type Wrapped = {
	/** Index of the word after all wrappers. */
	readonly at: number;
	/** Index after the last word that belongs to it: `find … -exec docker rm {} \;` goes on behind. */
	readonly end: number;
	/** `sudo`, or the variable that may be it, where the lookups need it too; empty for none. */
	readonly sudo: string;
	/** `xargs` adds words at the end, or puts them where this text stands. */
	readonly xargs?: Xargs;
	/** What runs it puts the words together and lets a shell read them once more. */
	readonly again: boolean;
};

/** `single`: one word at a time (`-n 1`). `by`: the program that puts them in. */
export type Xargs = {readonly by: string; readonly replaces?: string; readonly single: boolean};

/** Programs that run the rest of their words: which flags take a value as a word of their own, and how many words they
 * take for themselves first. */
const wrappers: Readonly<Record<string, {readonly values: RegExp; readonly own?: number}>> = {
	sudo: {
		values:
			/^-[ugpCTUrtDRh]$|^--(user|group|prompt|chdir|host|role|type|close-from|chroot|command-timeout|other-user)$/,
	},
	doas: {values: /^-[uC]$/},
	env: {values: /^-[uC]$|^--(unset|chdir)$/},
	command: {values: /^$/},
	builtin: {values: /^$/},
	exec: {values: /^-a$/},
	nohup: {values: /^$/},
	setsid: {values: /^$/},
	chronic: {values: /^$/},
	time: {values: /^-[fo]$/},
	nice: {values: /^-n$|^--adjustment$/},
	ionice: {values: /^-[cn]$|^--class(data)?$/},
	timeout: {values: /^-[ks]$|^--(kill-after|signal)$/, own: 1},
	stdbuf: {values: /^-[ioe]$/},
	chroot: {values: /^$/, own: 1},
	nsenter: {values: /^-[tSG]$|^--(target|setuid|setgid)$/},
	flock: {values: /^-[wE]$|^--(timeout|wait|conflict-exit-code)$/, own: 1},
	'systemd-cat': {values: /^-[tp]$|^--(identifier|priority)$/},
	runuser: {values: /^-[ugG]$|^--(user|group|supp-group)$/},
	xargs: {values: /^-[nILPdEsa]$|^--(max-args|replace|max-lines|max-procs|delimiter|max-chars|arg-file)$/},
	parallel: {
		values:
			/^-[jPSaINLnCd]$|^--(jobs|max-procs|sshlogin|arg-file|colsep|delay|timeout|retries|joblog|results|max-args|tagstring)$/,
	},
};

/** Where a word runs the words after it: undefined where it runs nothing of them. */
export function pastWrappers(words: readonly Word[]): Wrapped | undefined {
	let at = 0;
	let end = words.length;
	let sudo = '';
	let again = false;
	let xargs: Wrapped['xargs'];
	for (;;) {
		const name = baseName(words[at]);
		if (name === 'find') {
			const found = inFind(words, at);
			if (found === undefined) return undefined;
			({at, end} = found);
			xargs = {by: 'find', replaces: '{}', single: found.single};
			continue;
		}
		if (isBefore(words[at], words[at + 1])) {
			if (/sudo|root|priv/i.test(name)) sudo = words[at]?.text ?? '';
			at++;
			continue;
		}
		const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
		if (wrapper === undefined) return {at, end, sudo, again, ...(xargs === undefined ? {} : {xargs})};
		const first = at + 1;
		at = pastFlags(words, first, wrapper.values, name);
		const flags = words.slice(first, at).map(({value}) => value);
		if (runsNothing(name, flags)) return undefined;
		at += wrapper.own ?? 0;
		if (name === 'sudo' || name === 'doas') sudo = 'sudo';
		if (name === 'xargs') xargs = ofXargs(flags);
		if (name !== 'parallel') continue;
		const sources = words.findIndex(({value}, index) => index >= at && /^:::/.test(value));
		if (sources >= 0) end = sources;
		again = true;
		const replaces = words.slice(at, end).some(({value}) => value.includes('{}')) ? {replaces: '{}'} : {};
		xargs = {by: 'parallel', ...replaces, single: true};
	}
}

/** `$SUDO docker`, `$DRY_RUN $DOCKER`: a variable that runs docker, if it holds anything. */
function isBefore(word: Word | undefined, next: Word | undefined): boolean {
	if (word === undefined || next === undefined || !/^\$(\w+|\{\w+(:?[-+][\w-]*)?\})$/.test(word.text)) return false;
	return baseName(next) === 'docker' || /^"?\$\{?[A-Za-z]\w*\}?"?$/.test(next.text);
}

export function baseName(word: Word | undefined): string {
	return baseNameOf(word?.value ?? '');
}

/** `command -v docker` and `sudo -l docker` run nothing; `env -S` is a language of its own, `runuser -c` a shell's text. */
function runsNothing(name: string, flags: readonly string[]): boolean {
	switch (name) {
		case 'command':
			return flags.some(flag => /^-[pvV]*[vV]/.test(flag));
		case 'sudo':
			return flags.some(flag => /^-(-list|-edit|[a-zA-Z]*[le])/.test(flag) && !/^-[ugpCTUrtDRh]./.test(flag));
		case 'env':
			return flags.some(flag => /^-(S|-split-string)/.test(flag));
		default:
			return false;
	}
}

function inFind(words: readonly Word[], at: number): {at: number; end: number; single: boolean} | undefined {
	const start = words.findIndex(({value}, index) => index > at && /^-(exec|ok)(dir)?$/.test(value));
	const end = words.findIndex(({value}, index) => index > start && (value === ';' || value === '+'));
	if (start < 0 || end < 0) return undefined;
	return {at: start + 1, end, single: words[end]?.value === ';'};
}

function pastFlags(words: readonly Word[], from: number, takesValue: RegExp, name: string): number {
	let at = from;
	for (; at < words.length; at++) {
		const value = words[at]?.value ?? '';
		if (value === '--') return at + 1;
		if (/^\w+=/.test(value) && (name === 'env' || name === 'sudo')) continue;
		if (!value.startsWith('-') || value === '-') return at;
		if (takesValue.test(value)) at += 1;
	}
	return at;
}

function ofXargs(flags: readonly string[]): Xargs {
	const single = /(^| )(-n ?1|--max-args[= ]1|-L ?1|-l)( |$)/.test(flags.join(' '));
	return {by: 'xargs', ...replacement(flags), single};
}

function replacement(flags: readonly string[]): {readonly replaces?: string} {
	for (const [at, flag] of flags.entries()) {
		if (flag === '-I' || flag === '--replace') return {replaces: flags[at + 1] ?? '{}'};
		if (/^-I./.test(flag)) return {replaces: flag.slice(2)};
		if (/^-i|^--replace=/.test(flag)) return {replaces: flag.replace(/^-i|^--replace=/, '') || '{}'};
	}
	return {};
}
