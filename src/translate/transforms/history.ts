import {type Build, close, type FlagTransform, lost} from '../transform.ts';
import {isJson, isTable} from './output-format.ts';

/** `docker history`: the newest layer first, as docker has them; an image's own list begins with the oldest. */
export const history: Build = (_draft, ask) => {
	const quiet = ask.on('quiet') ? idsOf(ask.on('no-trunc')) : undefined;
	const line = lineOf(ask.value('format') ?? '') ?? (ask.shaped ? lineOf(columns) : undefined) ?? table;
	const template = quiet ?? reversed(line.words, ask.on('no-trunc'));
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

/**
 * Texts are put before those that came earlier. Only the newest layer has an ID, the image's own, so what it would be without one is kept
 * until there is a newer one.
 */
function reversed(words: string, whole: boolean): string {
	if (!words.includes(newest))
		return `{{$all := ""}}{{$end := ""}}{{range .info.imageSpec.history}}{{$all = print ${words} $end $all}}{{$end = "\\n"}}{{end}}{{$all}}`;
	const as = (id: string) => words.replaceAll(newest, () => id);
	const both = `{{$new = print ${as(newestId(whole))}}}{{$old = print ${as(missing)}}}`;
	return `{{$all := ""}}{{$new := ""}}{{$old := ""}}{{range .info.imageSpec.history}}{{if $new}}{{$all = print "\\n" $old $all}}{{end}}${both}{{end}}{{$new}}{{$all}}`;
}

/** Stands for the ID among the words of a line. */
const newest = '$id';
const missing = '"<missing>"';
const newestId = (whole: boolean) => (whole ? '$.status.id' : '(slice $.status.id 7 19)');

/** Of a pulled image only the newest has an ID: the image's own. */
function idsOf(whole: boolean): string {
	return `{{range $index, $one := .info.imageSpec.history}}{{if $index}}{{"\\n"}}<missing>{{else}}{{${newestId(whole)}}}{{end}}{{end}}`;
}

// Source: OCI image-spec, config.md: history.
const fields: Readonly<Record<string, string>> = {
	ID: newest,
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

/** Without a format, and where it is set in columns and ages are counted: docker's, but for the sizes, which nobody knows. */
const columns = 'table {{.ID}}\\t{{.CreatedSince}}\\t{{.CreatedBy}}\\t{{.Comment}}';

/** Without a format: to the second, under a heading. */
const table: Pick<Line, 'words' | 'heading'> = {
	words: `(printf "%-15.71s%-19.19s   " ${newest} (or (index . "created") "")) (or (index . "created_by") "")`,
	heading: '{{print "IMAGE          CREATED               CREATED BY" "\\n"}}',
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
