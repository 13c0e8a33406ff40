import {close, type FlagTransform, lost, note} from '../transform.ts';
import {isIdOnly, listTemplate} from './list-template.ts';
import {otherTool} from './other-tool.ts';

export function isJson(format: string): boolean {
	return format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format);
}

/** docker's own table. */
export function isTable(format: string): boolean {
	return format === 'table' || format === '';
}

/** A list of crictl: JSON is JSON, docker's table is the default, and a template is filled by the command's builder. */
function listFormat(ids: {readonly only: string; readonly jq: string; readonly filled: string}): FlagTransform {
	return (values, ask) => {
		const format = values.at(-1) ?? '';
		if (isTable(format)) return {};
		if (isJson(format)) return {args: ['--output', 'json'], findings: [close('format.json')]};
		if (isIdOnly(format) && ids.only !== '') return {args: [ids.only], findings: [note('quiet.full-ids')]};
		const list = listTemplate(ask);
		if (list !== undefined) {
			const fields = list.empty.join(', ');
			return {findings: [close(ids.filled), ...(fields === '' ? [] : [lost('format.empty', {fields})])]};
		}
		return {args: ['--output', 'json'], findings: [lost(ids.jq, {template: format})]};
	};
}

export const psFormat = listFormat({only: '--quiet', jq: 'ps.format', filled: 'ps.format-filled'});
export const imagesFormat = listFormat({only: '--quiet', jq: 'images.format', filled: 'images.format-filled'});
export const statsFormat = listFormat({only: '', jq: 'stats.format', filled: 'stats.format-filled'});

/** `crictl info` is JSON anyway, and fills Go templates, over other fields than docker's. */
export const infoFormat: FlagTransform = values => {
	const format = values.at(-1) ?? '';
	if (isJson(format)) return {findings: [close('format.json')]};
	if (otherTool(format) !== undefined) return {findings: [close('info.field')]};
	const field = infoFields[format.replaceAll(/[{}\s]/g, '')];
	if (field === undefined) return {findings: [lost('info.format', {template: format})]};
	return {args: ['--output', 'go-template', '--template', field], findings: [close('info.field')]};
};

// Source: crictl info of containerd 1.6, 1.7 and 2.1.
const infoFields: Readonly<Record<string, string>> = {
	'.Driver': '{{.config.containerd.snapshotter}}',
	'.DockerRootDir': '{{.config.containerdRootDir}}',
	'.CgroupDriver':
		'{{with index .config.containerd.runtimes .config.containerd.defaultRuntimeName}}{{if index (index . "options") "SystemdCgroup"}}systemd{{else}}cgroupfs{{end}}{{end}}',
	'.DefaultRuntime': '{{.config.containerd.defaultRuntimeName}}',
};
