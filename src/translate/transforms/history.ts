import {type Build, close, type FlagTransform, lost} from '../transform.ts';
import {isJson, isTable} from './output-format.ts';

/** `docker history`: the newest layer first, as docker has them; an image's own list begins with the oldest. */
export const history: Build = (_draft, ask) => {
	const quiet = ask.on('quiet') ? idsOf(ask.on('no-trunc')) : undefined;
	const line = lineOf(ask.value('format') ?? '') ?? table;
	const template = quiet ?? reversed(line.words);
	const heading = quiet === undefined ? line.heading : '';
	const argv = [
		'crictl',
		'inspecti',
		'--output',
		'go-template',
		'--template',
		`${heading}${template}`,
		ask.parsed.args[0] ?? '',
	] as const;
	return {commands: [{argv, effect: 'read'}]};
};

export const historyFormat: FlagTransform = (values, ask) => {
	const format = values.at(-1) ?? '';
	if (isTable(format) || ask.on('quiet')) return {};
	const line = lineOf(format);
	if (line === undefined) return {findings: [lost('history.format', {template: format})], refused: !isJson(format)};
	return {
		findings: [close('history.filled'), ...(line.empty === '' ? [] : [lost('format.empty', {fields: line.empty})])],
	};
};

/** Texts are put before those that came earlier. */
function reversed(words: string): string {
	return `{{$all := ""}}{{$end := ""}}{{range .info.imageSpec.history}}{{$all = print ${words} $end $all}}{{$end = "\\n"}}{{end}}{{$all}}`;
}

/** Of a pulled image only the newest has an ID: the image's own. */
function idsOf(whole: boolean): string {
	const id = whole ? '$.status.id' : '(slice $.status.id 7 19)';
	return `{{range $index, $one := .info.imageSpec.history}}{{if $index}}{{"\\n"}}<missing>{{else}}{{${id}}}{{end}}{{end}}`;
}

// Source: OCI image-spec, config.md: history.
const fields: Readonly<Record<string, string>> = {
	ID: '"<missing>"',
	CreatedAt: '(or (index . "created") "")',
	CreatedSince: '"since " (or (index . "created") "")',
	CreatedBy: '(or (index . "created_by") "")',
	Comment: '(or (index . "comment") "")',
};
const headings: Readonly<Record<string, string>> = {
	ID: 'IMAGE',
	CreatedAt: 'CREATED AT',
	CreatedSince: 'CREATED',
	CreatedBy: 'CREATED BY',
};

/** Without a format: to the second, under a heading. */
const table: Pick<Line, 'words' | 'heading'> = {
	words: '(printf "%-19.19s" (or (index . "created") "")) "   " (or (index . "created_by") "")',
	heading: '{{print "CREATED               CREATED BY" "\\n"}}',
};

type Line = {readonly words: string; readonly heading: string; readonly empty: string};

/** docker's template as words for Go's `print`; undefined where more than fields stand in it, or none that is known. */
function lineOf(format: string): Line | undefined {
	const asTable = /^table\s+/.test(format);
	const words: string[] = [];
	const empty: string[] = [];
	let heading = '';
	let known = 0;
	for (const piece of format.replace(/^table\s+/, '').split(/(\{\{[\s\S]*?\}\})/)) {
		const name = /^\{\{-?\s*\.(\w+)\s*-?\}\}$/.exec(piece)?.[1];
		if (name === undefined) {
			if (piece.includes('{{')) return undefined;
			if (piece !== '') words.push(textOf(piece));
			heading += piece;
			continue;
		}
		heading += headings[name] ?? name.toUpperCase();
		const field = fields[name];
		if (field !== undefined) words.push(field);
		else if (name === 'Size') empty.push('.Size');
		else return undefined;
		if (field !== undefined) known += 1;
	}
	if (known === 0) return undefined;
	return {
		words: words.join(' '),
		empty: empty.join(', '),
		heading: asTable ? `{{print ${textOf(heading)} "\\n"}}` : '',
	};
}

/** A text of Go, in which `\\t` and `\\n` are what docker takes them for. */
function textOf(text: string): string {
	return JSON.stringify(text.replaceAll('\\t', '\t').replaceAll('\\n', '\n'));
}
