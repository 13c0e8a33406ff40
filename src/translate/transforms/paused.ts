import type {Ask} from '../transform.ts';

/**
 * What is paused only ctr knows; to the CRI it runs. In a program of sh: the IDs as words of a template, and the variable `$paused` that
 * stands before a template in double quotes; Go's `eq` takes several to compare with.
 */
export const askPaused =
	'paused=$(ctr -n k8s.io task ls 2>/dev/null | sed -n "s/^\\([^ ]*\\) .*PAUSED.*/ \\"\\1\\"/p" | tr -d "\\n")';
export const pausedVariable = '{{\\$paused := eq .status.id \\"\\"$paused}}';

/** The answer is run, and ctr can be asked: states are docker's then. A line to be read stays short. */
export function knowsPaused({shaped, ctr}: Pick<Ask, 'shaped' | 'ctr'>): boolean {
	return shaped && ctr;
}

export function asksPaused(template: string): boolean {
	return template.includes('$paused');
}
