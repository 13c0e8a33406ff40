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
	const text = template.replace(/\{\{(- )?([\s\S]*?)( -)?\}\}/g, (whole, left = '', inner: string, right = '') => {
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
	});
	if (missing.length > 0 || (root.lenient === true && known === 0 && empty.length > 0))
		return {missing: [...new Set([...missing, ...empty])]};
	return {text, empty: [...new Set(empty)]};
}

/** A field that is all of an action: `{{.Labels}}`, `{{join .Config.Cmd " "}}`. */
function blockOf(action: string, scope: Scope, empty: string[]): string | undefined {
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
	return isOne ? value : `(or ${value})`;
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
	const path = /(\.[A-Z][\w.]*)\s*$/.exec(action)?.[1];
	return path === undefined ? undefined : elements[path];
}

const functions =
	/^(range|with|if|else|end|break|continue|and|or|not|len|index|slice|print|printf|println|eq|ne|json|lower|upper|title|html|js|urlquery|true|false|nil)$/;

/** Where an empty text may stand for a field. */
const takesText = /^(?!.*\b(range|with|index|slice|len)\b)/;

function expression(
	written: string,
	scope: Scope,
	variables: ReadonlyMap<string, Scope>,
	found: {readonly missing: string[]; readonly empty: string[]; known: number},
): string {
	const {missing} = found;
	// docker's own function, of ps and its like.
	const action = written.replace(/\btruncate\s+((?:\$\w*)?\.[A-Z][\w.]*)\s+(\d+)/g, 'printf "%.$2s" $1');
	const compares = /^(if|else if)?\s*\(?\s*(eq|ne)\s/.test(action);
	return action.replace(
		/"(?:[^"\\]|\\.)*"|`[^`]*`|(\$\w*)?(\.[A-Z]\w*(?:\.\w+)*)|(?<![\w.$"])([a-z]\w*)|(?<![\w.$])(-?\d+)\b/g,
		(token, variable: string | undefined, path: string | undefined, name: string | undefined, number?: string) => {
			if (path !== undefined) {
				const of = variable === undefined ? scope : variables.get(variable);
				const root = of === undefined ? undefined : fieldOf(path, of);
				const field = variable === undefined ? root : fromVariable(root, variable);
				if (field !== undefined) found.known += 1;
				else if (scope.lenient === true && takesText.test(action)) {
					found.empty.push(path);
					return '""';
				} else missing.push(path);
				if (/^json\s/.test(action) && field !== undefined) return orNull(field);
				return compares && field !== undefined && numbers.test(path) ? `(printf "%v" ${field})` : (field ?? token);
			}
			if (name !== undefined && !functions.test(name)) missing.push(name);
			// Numbers of crictl's JSON are text to it.
			return compares && number !== undefined ? `"${number}"` : token;
		},
	);
}

const numbers = /(ExitCode|Pid|RestartCount|Memory|CpuShares|Size)$/;

function fieldOf(path: string, {fields, maps = {}}: Scope): string | undefined {
	if (Object.hasOwn(fields, path)) return fields[path];
	const map = Object.keys(maps).find(name => path.startsWith(`${name}.`));
	const key = map === undefined ? '' : path.slice(map.length + 1);
	return map === undefined || key.includes('.') ? undefined : `(index ${maps[map]} "${key}")`;
}

/** `$.State.Pid` within a range, `$mount.Source`. */
function fromVariable(field: string | undefined, variable: string): string | undefined {
	return field
		?.replace(/(?<=^|[\s(])\.(?=\w)/g, `${variable}.`.replaceAll('$', '$$$$'))
		.replace(/(?<=\s)\.(?=\s)/g, () => variable);
}
