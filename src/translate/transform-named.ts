import {flagRuleOf} from './apply-flags.ts';
import {type Parsed, parse, withoutDocker} from './parse.ts';
import type {Rule} from './rule.ts';
import type {Tables} from './tables.ts';
import type {Build, FlagTransform} from './transform.ts';

/** The name of the builder that answers; undefined where a plain line does. */
export function builderOf({build, buildFor}: Rule, {flags}: Pick<Parsed, 'flags'>): string | undefined {
	if (build === undefined || buildFor === undefined) return build;
	for (const flag of buildFor) if (flags.has(flag)) return build;
	return undefined;
}

/** The builder that a rule names. Throws where the tables lack it: they were loaded for another line, or the rule is wrong. */
export function builderNamed(name: string, {transforms}: Tables): Build {
	return found(transforms?.builders[name], name);
}

/** The same of what a flag rule names. */
export function flagTransformNamed(name: string, {transforms}: Tables): FlagTransform {
	return found(transforms?.flagTransforms[name], name);
}

function found<T>(transform: T | undefined, name: string): T {
	if (transform === undefined) throw new Error(`the tables have no transform ${name}`);
	return transform;
}

/**
 * Does the line need code of `transforms/`? Most lines that only look do not, and a start is the quicker without it. A line
 * that cannot be read needs none.
 */
export function needsTransforms(words: readonly string[], tables: Tables): boolean {
	const parsed = parse(withoutDocker(words), tables);
	if ('error' in parsed) return false;
	const rule = tables.rules[parsed.command];
	if (rule === undefined || builderOf(rule, parsed) !== undefined) return true;
	for (const name of parsed.flags.keys()) {
		const flagRule = flagRuleOf(rule, name, tables);
		if (flagRule !== undefined && 'use' in flagRule) return true;
	}
	return false;
}
