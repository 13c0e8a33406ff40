import type {Word} from 'unbash';

/** What stands before `docker` in its command. */
export type Wrapped = {
	/** Index of the word after all wrappers. */
	readonly at: number;
	readonly sudo: boolean;
	/** `xargs` adds words at the end, or puts them where this text stands. */
	readonly xargs?: Xargs;
};

/** `single`: one word at a time (`-n 1`). */
export type Xargs = {readonly replaces?: string; readonly single: boolean};

/** Programs that run the rest of their words, with the flags that take a value as a word of their own. */
const wrappers: Readonly<Record<string, RegExp>> = {
	sudo: /^-[ugpCTUrtDRh]$|^--(user|group|prompt|chdir|host|role|type|close-from|chroot|command-timeout|other-user)$/,
	doas: /^-[uC]$/,
	env: /^-[uC]$|^--(unset|chdir)$/,
	command: /^$/,
	exec: /^-a$/,
	nohup: /^$/,
	time: /^-[fo]$/,
	nice: /^-n$|^--adjustment$/,
	ionice: /^-[cn]$/,
	timeout: /^-[ks]$|^--(kill-after|signal)$/,
	stdbuf: /^-[ioe]$/,
	xargs: /^-[nILPdEsa]$|^--(max-args|replace|max-lines|max-procs|delimiter|max-chars|arg-file)$/,
};

export function pastWrappers(words: readonly Word[]): Wrapped | undefined {
	let at = 0;
	let sudo = false;
	let xargs: Wrapped['xargs'];
	for (;;) {
		const name = words[at]?.value.replace(/^.*\//, '') ?? '';
		const takesValue = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
		if (takesValue === undefined) return {at, sudo, ...(xargs === undefined ? {} : {xargs})};
		const first = at + 1;
		at = pastFlags(words, first, takesValue, name);
		const flags = words.slice(first, at).map(({value}) => value);
		// `command -v docker` and `sudo -l docker` run nothing; `env -S` is a language of its own.
		if (name === 'command' && flags.length > 0) return undefined;
		if (name === 'sudo' && flags.some(flag => /^-(-list|[a-z]*l)/.test(flag))) return undefined;
		if (name === 'env' && flags.some(flag => /^-(S|-split-string)/.test(flag))) return undefined;
		if (name === 'timeout') at += 1;
		sudo ||= name === 'sudo' || name === 'doas';
		if (name === 'xargs')
			xargs = {...replacement(flags), single: /(^| )(-n ?1|--max-args[= ]1)( |$)/.test(flags.join(' '))};
	}
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

function replacement(flags: readonly string[]): {readonly replaces?: string} {
	for (const [at, flag] of flags.entries()) {
		if (flag === '-I' || flag === '--replace') return {replaces: flags[at + 1] ?? '{}'};
		if (/^-I./.test(flag)) return {replaces: flag.slice(2)};
		if (/^-i|^--replace=/.test(flag)) return {replaces: flag.replace(/^-i|^--replace=/, '') || '{}'};
	}
	return {};
}
