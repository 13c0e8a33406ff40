import {sayAll} from '../finding.ts';
import type {Found} from '../transform.ts';
import type {Translation} from '../types.ts';
import {settleVersions} from '../version.ts';
import type {Edit} from './edits.ts';
import type {Known} from './known.ts';
import type {Variables} from './variables.ts';

export type SiteDone = {
	readonly translation: Translation;
	/** What stands there instead; undefined where the command stays as it was. */
	readonly printed?: string;
	/** What else changes with it: the filter of a jq that reads it. */
	readonly edits?: readonly Edit[];
};

/** What a site may ask about the text around it. */
export type Around = {text(pos: number, end: number): string; readonly variables: Variables};

/** The translation of what is left alone, with the reasons. */
export function stays(docker: string, reasons: readonly Found[], {tables, versions}: Known): Translation {
	const {crictl, ctr} = settleVersions(versions);
	return {docker, commands: [], findings: sayAll(reasons, tables.sentences), for: {crictl, ctr}};
}

export function withFindings(translation: Translation, found: readonly Found[], {tables}: Known): Translation {
	return {...translation, findings: [...translation.findings, ...sayAll(found, tables.sentences)]};
}
