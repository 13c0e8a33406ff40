import type {Build, FlagTransform} from '../transform.ts';
import {close, lost} from '../transform.ts';
import {line} from './line.ts';
import {otherTool} from './other-tool.ts';

/** `docker version` and `docker info`: a single field may be told by another program. */
export const fieldOrLine: Build = (draft, ask) => {
	const command = otherTool(ask.value('format') ?? '');
	return command === undefined ? line(draft, ask) : {commands: [command]};
};

export const versionFormat: FlagTransform = values => {
	const known = otherTool(values.at(-1) ?? '') !== undefined;
	return {findings: [known ? close('info.field') : lost('version.format')]};
};
