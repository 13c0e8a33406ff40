import type {FlagRule} from './rule.ts';
import type {Tables} from './tables.ts';

/** What a docker command does, and what answers it. */
export function aboutCommand(name: string, tables: Tables): string {
	const rule = tables.rules[tables.index.names[name] ?? ''];
	if (rule === undefined) return tables.index.groups.includes(name) ? 'a group of commands' : '';
	const target = rule.target === undefined ? 'no equivalent' : rule.target.join(' ');
	return `${rule.summary} → ${rule.refuse === undefined ? target : 'no equivalent'}`;
}

/** What becomes of a flag. */
export function aboutFlag(command: string, name: string, tables: Tables): string {
	const rule = tables.rules[command];
	const like = rule?.like === undefined ? undefined : tables.rules[rule.like]?.flags[name];
	return aboutRule(rule?.flags[name] ?? like, tables);
}

function aboutRule(rule: FlagRule | undefined, tables: Tables): string {
	if (rule === undefined) return '';
	if ('to' in rule) return `→ ${rule.to}`;
	if ('refuses' in rule) return `refused: ${tables.sentences[rule.refuses]?.message ?? ''}`;
	if ('unsupported' in rule) return `lost: ${tables.sentences[rule.unsupported]?.message ?? ''}`;
	if ('omit' in rule) return tables.sentences[rule.omit]?.message ?? '';
	return 'refused' in rule ? 'no equivalent' : 'translated';
}
