import type {Ask, Build, Built, FlagTransform} from '../transform.ts';
import {close, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {compareVersions} from '../version.ts';
import {line} from './line.ts';
import {otherTool} from './other-tool.ts';

/** `docker version` and `docker info`: a single field may be told by another program. */
export const fieldOrLine: Build = (draft, ask) => {
	const format = ask.value('format') ?? '';
	const command = storageOf2(format, ask) ?? otherTool(format);
	return command === undefined ? line(draft, ask) : {commands: [command]};
};

/** From containerd 2 on the snapshotter is a setting of another plugin, which crictl info does not show. Source: lab, containerd 2.1.9. */
function storageOf2(format: string, {versions}: Ask): Command | undefined {
	if (format.replaceAll(/[{}\s]/g, '') !== '.Driver' || compareVersions(versions.containerd, '2.0') < 0)
		return undefined;
	return {
		inputFrom: ['containerd', 'config', 'dump'],
		argv: ['awk', '-F', '["\']', '/^ *snapshotter = / && $2 != "" {print $2; exit}'],
		effect: 'read',
	};
}

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
