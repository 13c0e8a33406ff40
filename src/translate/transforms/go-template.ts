import {expression} from './template-expression.ts';

/** What docker's fields are in the JSON of crictl. */
export type Scope = {
	/** Expressions, which may stand among others: `.State.Pid` → `.info.pid`. */
	readonly fields: Readonly<Record<string, string>>;
	/** Text with actions in it, for fields that are more than an expression: only where the field is all of an action. */
	readonly blocks?: Readonly<Record<string, string>>;
	/** Maps whose keys may be written behind a dot: `.Config.Labels.app`. */
	readonly maps?: Readonly<Record<string, string>>;
	/** What the fields of an element are, where a list is ranged over. */
	readonly elements?: Readonly<Record<string, Scope>>;
	/** Nothing is known of it; the template is filled all the same. */
	readonly empty?: readonly string[];
	/** Also where nothing is known of a field, as long as something is known of another one. */
	readonly lenient?: boolean;
};

export type Filled = {
	readonly text: string;
	/** Fields that stay empty. */
	readonly empty: readonly string[];
};

/** Fields, functions and comparisons that cannot be had. */
export type Unfillable = {readonly missing: readonly string[]};

/**
 * docker's Go template over the fields of another JSON.
 *
 * crictl knows four functions beside those of Go (json, lower, upper, title), takes numbers for text, and a field that is not
 * there for an error. Source: cri-tools v1.30 cmd/crictl/templates.go.
 */
export function fillTemplate(template: string, root: Scope): Filled | Unfillable {
	const missing: string[] = [];
	const empty: string[] = [];
	let known = 0;
	const open: Scope[] = [root];
	const variables = new Map<string, Scope>();
	variables.set('$', root);
	const text = oneLineJson(template).replace(
		/\{\{(- )?([\s\S]*?)( -)?\}\}/g,
		(whole, left = '', inner: string, right = '') => {
			const action = inner.trim();
			const scope = open.at(-1) ?? root;
			const word = /^(range|with|if|else|end|block|define|template)\b/.exec(action)?.[1];
			if (word === 'end') {
				if (open.length > 1) open.pop();
				return whole;
			}
			if (word === 'block' || word === 'define' || word === 'template') missing.push(word);
			if (word === undefined) {
				const block = blockOf(action, scope, empty);
				if (block !== undefined) {
					known += block === '' ? 0 : 1;
					return block;
				}
			}
			const group = word === 'with' ? withGroup(action, scope) : undefined;
			if (group !== undefined) {
				open.push(group);
				return `{{${left}with $${right}}}`;
			}
			if (word === 'range' || word === 'with') {
				const element = elementOf(action, scope) ?? {fields: {}};
				const declared = /^\w+\s+(?:\$\w+\s*,\s*)?(\$\w+)\s*:=/.exec(action)?.[1];
				if (declared !== undefined) variables.set(declared, element);
				open.push(element);
			}
			if (word === 'if') open.push(scope);
			const found = {missing, empty, known: 0};
			const filled = inner.replace(action, () => expression(action, scope, variables, found));
			known += found.known;
			return `{{${left}${filled}${right}}}`;
		},
	);
	if (missing.length > 0 || (root.lenient === true && known === 0 && empty.length > 0))
		return {missing: [...new Set([...missing, ...empty])]};
	return {text, empty: [...new Set(empty)]};
}

/** crictl's `json` ends with a new line. @param after Where: wherever it stands, or where something follows it. */
export function oneLineJson(template: string, after: 'anywhere' | 'before more' = 'before more'): string {
	return template.replace(/\{\{\s*json\s+(\.[A-Z][\w.]*)\s*\}\}/g, (whole, path: string, at: number) =>
		after === 'before more' && at + whole.length === template.length
			? whole
			: `{{with json ${path}}}{{slice . 0 (len (slice . 1))}}{{end}}`,
	);
}

/** A field that is all of an action: `{{.Labels}}`, `{{join .Config.Cmd " "}}`. */
function blockOf(action: string, scope: Scope, empty: string[]): string | undefined {
	const [, of = '', number = '', member = ''] = /^\(?index\s+(\.[A-Z][\w.]*)\s+(\d+)\)(\.[A-Z]\w*)$/.exec(action) ?? [];
	const element = scope.elements?.[of]?.fields[member];
	if (element !== undefined) return `{{with index ${scope.fields[of]} ${number}}}{{${element}}}{{end}}`;
	const [, list = '', separator = ''] = /^join\s+(\.[\w.]+)\s+("(?:[^"\\]|\\.)*"|`[^`]*`)$/.exec(action) ?? [];
	const listed = scope.fields[list];
	if (listed !== undefined) return joined(listed, separator);
	if (scope.empty?.includes(action)) {
		empty.push(action);
		return '';
	}
	return scope.blocks?.[action] ?? groupOf(action, scope);
}

/** `{{json .State}}`: all that is known of it, under docker's names. */
function groupOf(action: string, {fields, maps = {}}: Scope): string | undefined {
	const group = /^json\s+(\.[A-Z]\w*)$/.exec(action)?.[1];
	if (group === undefined || fields[group] !== undefined || maps[group] !== undefined) return undefined;
	const names = Object.keys(fields).filter(
		name => name.startsWith(`${group}.`) && name.split('.').length === 3 && fields[name] !== '""',
	);
	if (names.length === 0) return undefined;
	const pairs = names.map(name => `"${name.slice(group.length + 1)}":{{json ${orNull(fields[name] ?? '')}}}`);
	return `{${pairs.join(',')}}`;
}

/** What is not there is `[]` or `<no value>` as text, and null in JSON. */
export function orNull(field: string): string {
	const [, value] = /^\(or (.*) "(?:\[\]|<no value>)"\)$/.exec(field) ?? [];
	if (value === undefined) return field;
	const isOne = /^\(\w+ (?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)$/.test(value);
	return isOne ? value : `(or ${value} nil)`; // else `and` may leave a false
}

/** A list with something between its elements: crictl has no `join`. */
export function joined(list: string, separator: string): string {
	return `{{range $i, $one := ${list}}}{{if $i}}{{${separator}}}{{end}}{{$one}}{{end}}`;
}

/** `{{with .State}}{{.Pid}}{{end}}`: the dot stays what it is, the fields are shorter. */
function withGroup(action: string, {fields, ...rest}: Scope): Scope | undefined {
	const path = /^with\s+(\.[A-Z][\w.]*)$/.exec(action)?.[1];
	if (path === undefined || Object.hasOwn(fields, path)) return undefined;
	const within = Object.entries(fields).filter(([name]) => name.startsWith(`${path}.`));
	if (within.length === 0) return undefined;
	return {...rest, fields: Object.fromEntries(within.map(([name, field]) => [name.slice(path.length), field]))};
}

function elementOf(action: string, {elements = {}}: Scope): Scope | undefined {
	const path = /(\.[A-Z][\w.]*)(?:\s+\d+\s*\)?)?\s*$/.exec(action)?.[1];
	return path === undefined ? undefined : elements[path];
}
