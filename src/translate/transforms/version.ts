import type {Ask, Build, Built, FlagTransform} from '../transform.ts';
import {close, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {infoLines} from './info-lines.ts';
import {line} from './line.ts';
import {isJson} from './output-format.ts';
import {toldFields, wholeOf} from './told-fields.ts';

/** `docker version` and `docker info` with a template: each field is told by who knows it. */
function filled(ask: Ask): Command | undefined {
	const format = ask.value('format') ?? '';
	if (!format.includes('{{') && !isJson(format)) return undefined;
	if (isJson(format) && !ask.shaped) return undefined;
	const told = toldFields(isJson(format) ? wholeOf(ask.parsed.command, ask.ctr) : format, ask);
	return 'command' in told ? told.command : undefined;
}

export const fieldOrLine: Build = (draft, ask) => {
	// A program looks for docker's words.
	const inLines = ask.piped && ask.value('format') === undefined;
	const command = inLines ? infoLines(ask) : filled(ask);
	return command === undefined ? line(draft, ask) : {commands: [command]};
};

/** `docker --version` is the client's own and asks nobody. */
export const version: Build = (draft, ask) => {
	if (ask.parsed.typed === '--version')
		return {commands: [{argv: ['crictl', '--version'], effect: 'read'}], findings: [close('version.client')]};
	const command = filled(ask);
	if (command !== undefined) return {commands: [command]};
	const {commands} = line(draft, ask) as Built;
	return {commands, findings: [close('version.shape')]};
};

/** What is not docker's answer would be taken for it: nothing is asked where a field cannot be had. */
function formatOf(unknown: string): FlagTransform {
	return (values, ask) => {
		const format = values.at(-1) ?? '';
		if (isJson(format)) return {findings: [close(ask.shaped ? 'info.field' : 'format.json')]};
		const told = toldFields(format, ask);
		if ('command' in told) return {findings: [close('info.field')]};
		return {findings: [lost(unknown, {template: told.missing.join(', ')})], refused: true};
	};
}

/** `crictl info` is JSON anyway. */
export const infoFormat = formatOf('info.format');
export const versionFormat = formatOf('version.format');
