import type {Found} from '../transform.ts';
import type {DaemonAnswer} from './daemon.ts';
import type {DaemonRules} from './rule.ts';

/** `dockerd --registry-mirror …`: where each of its settings is now. */
export function dockerd(words: readonly string[], rules: DaemonRules): DaemonAnswer {
	const {findings = [], flags = {}, bools = [], shorts = {}} = rules.dockerd ?? {};
	const said: Found[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (!word.startsWith('-')) continue;
		const typed = word.replace(/=.*$/s, '');
		const name = typed.startsWith('--') ? typed.slice(2) : (shorts[typed.slice(1, 2)] ?? typed.slice(1));
		const flag = `--${name}`;
		const id = Object.hasOwn(flags, name) ? flags[name] : undefined;
		said.push({id: id ?? 'dockerd.flag', kind: 'lost', flag, values: {flag}});
		const attached = word.includes('=') || (!word.startsWith('--') && word.length > 2);
		if (!attached && !bools.includes(name)) at += 1;
	}
	return {commands: [], findings: [...findings, ...said]};
}
