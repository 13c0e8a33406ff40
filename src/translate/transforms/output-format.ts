import {close, type FlagTransform, lost, note} from '../transform.ts';

/** A list of crictl: JSON is JSON, docker's table is the default, and a template is not known. */
function listFormat(ids: {readonly only: string; readonly jq: string}): FlagTransform {
	return values => {
		const format = values.at(-1) ?? '';
		if (format === 'table' || format === '') return {};
		if (format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format))
			return {args: ['--output', 'json'], findings: [close('format.json')]};
		if (/^\{\{\s*\.ID\s*\}\}$/.test(format) && ids.only !== '')
			return {args: [ids.only], findings: [note('quiet.full-ids')]};
		return {args: ['--output', 'json'], findings: [lost(ids.jq, {template: format})]};
	};
}

export const psFormat = listFormat({only: '--quiet', jq: 'ps.format'});
export const imagesFormat = listFormat({only: '--quiet', jq: 'images.format'});
export const statsFormat = listFormat({only: '', jq: 'stats.format'});

/** `crictl info` is JSON anyway, and fills Go templates, over other fields than docker's. */
export const infoFormat: FlagTransform = values => {
	const format = values.at(-1) ?? '';
	if (format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format)) return {findings: [close('format.json')]};
	const field = infoFields[format.replaceAll(/[{}\s]/g, '')];
	if (field === undefined) return {findings: [lost('info.format', {template: format})]};
	return {args: ['--output', 'go-template', '--template', `{{${field}}}`], findings: [close('info.field')]};
};

const infoFields: Readonly<Record<string, string>> = {
	'.Driver': '.config.containerd.snapshotter',
	'.DockerRootDir': '.config.containerdRootDir',
};
