import {orNull, type Scope} from './go-template.ts';
import {comparedField, comparedNumber, createGroups} from './template-compare.ts';

const functions =
	/^(range|with|if|else|end|break|continue|and|or|not|len|index|slice|print|printf|println|eq|ne|lt|le|gt|ge|json|lower|upper|title|html|js|urlquery|true|false|nil)$/;

/** Where an empty text may stand for a field. */
const takesText = /^(?!.*\b(range|with|index|slice|len)\b)/;

/** An action of docker's template over the fields of crictl. */
export function expression(
	written: string,
	scope: Scope,
	variables: ReadonlyMap<string, Scope>,
	found: {readonly missing: string[]; readonly empty: string[]; known: number},
): string {
	const {missing} = found;
	// docker's own function, of ps and its like.
	const shortened = written.replace(/\btruncate\s+((?:\$\w*)?\.[A-Z][\w.]*)\s+(\d+)/g, 'printf "%.$2s" $1');
	const action = shortened.replace(/\bprintf\s+("(?:[^"\\]|\\.)*"|`[^`]*`)/g, numbersAsText);
	const groups = createGroups();
	return action.replace(
		/"(?:[^"\\]|\\.)*"|`[^`]*`|([()|])|(\$\w*)?(\.[A-Z]\w*(?:\.\w+)*)|(?<![\w.$"])([a-z]\w*)|(?<![\w.$])(-?\d+)\b/g,
		(token, bound?: string, variable?: string, path?: string, name?: string, number?: string, at?: number) => {
			if (bound !== undefined) groups.bound(bound);
			if (path !== undefined) {
				const of = variable === undefined ? scope : variables.get(variable);
				const root = of === undefined ? undefined : fieldOf(path, of);
				const field = variable === undefined ? root : fromVariable(root, variable);
				if (field !== undefined) found.known += 1;
				else if (scope.lenient === true && takesText.test(action)) {
					found.empty.push(path);
					return '""';
				} else missing.push(path);
				if (/^(with\s+)?json\s/.test(action) && field !== undefined) return orNull(field);
				return field !== undefined && numbers.test(path) ? comparedField(field, groups.comparison()) : (field ?? token);
			}
			if (name !== undefined) groups.word(name, action.slice((at ?? 0) + name.length));
			if (name !== undefined && !functions.test(name)) missing.push(name);
			return number === undefined ? token : comparedNumber(number, groups.comparison());
		},
	);
}

/** `%d` of what is text to crictl; `%v` has the same width and prints numbers as well. */
function numbersAsText(printf: string): string {
	return printf.replace(/%([-+ #0]*\d*)d/g, '%$1v');
}

const numbers = /(ExitCode|Pid|RestartCount|Memory|CpuShares|CpuQuota|CpuPeriod|PidsLimit|OomScoreAdj|Size)$/;

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
