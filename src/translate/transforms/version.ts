import type {Build, Built, FlagTransform} from '../transform.ts';
import {close, lost} from '../transform.ts';
import {line} from './line.ts';
import {otherTool} from './other-tool.ts';

/** `docker version` and `docker info`: a single field may be told by another program. */
export const fieldOrLine: Build = (draft, ask) => {
	const command = otherTool(ask.value('format') ?? '');
	return command === undefined ? line(draft, ask) : {commands: [command]};
};

/** `docker --version` is the client's own and asks nobody. */
export const version: Build = (draft, ask) => {
	if (ask.parsed.typed === '--version')
		return {commands: [{argv: ['crictl', '--version'], effect: 'read'}], findings: [close('version.client')]};
	const command = otherTool(ask.value('format') ?? '');
	if (command !== undefined) return {commands: [command]};
	const {commands} = line(draft, ask) as Built;
	return {commands, findings: [close('version.shape')]};
};

export const versionFormat: FlagTransform = values => {
	const known = otherTool(values.at(-1) ?? '') !== undefined;
	return {findings: [known ? close('info.field') : lost('version.format')]};
};
