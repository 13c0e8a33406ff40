/** Labels of a row, or the lack of them. */
export type Labels = Readonly<Record<string, string>>;

export type LabelSelector = (labels: Labels) => boolean;

/**
 * Read a label selector as kubectl takes it: `app=web`, `app!=web`, `app`, `!app`, `app in (web, db)`, `app notin (web)`;
 * a comma means "and". What cannot be read is a sentence.
 */
export function parseSelector(text: string): LabelSelector | {readonly error: string} {
	const parts = splitOutsideParentheses(text).filter(part => part !== '');
	const tests: LabelSelector[] = [];
	for (const part of parts) {
		const test = parseRequirement(part);
		if (test === undefined) return {error: `${part} is no label selector: key, !key, key=value, key in (a, b)`};
		tests.push(test);
	}
	return labels => tests.every(test => test(labels));
}

function parseRequirement(part: string): LabelSelector | undefined {
	const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part);
	if (set) {
		const [, key = '', operator, list = ''] = set;
		const values = list.split(',').map(value => value.trim());
		// As in kubectl: notin holds for what has no such label.
		const isOne = (value: string | undefined) => value !== undefined && values.includes(value);
		return operator === 'in' ? labels => isOne(own(labels, key)) : labels => !isOne(own(labels, key));
	}
	const [, key, operator, value = ''] = /^([^\s=!(),]+)\s*(==|=|!=)\s*([^\s=(),]*)$/.exec(part) ?? [];
	if (key !== undefined)
		return operator === '!=' ? labels => own(labels, key) !== value : labels => own(labels, key) === value;
	const [, not, present] = /^(!?)\s*([^\s=!(),]+)$/.exec(part) ?? [];
	if (present === undefined) return undefined;
	return not ? labels => own(labels, present) === undefined : labels => own(labels, present) !== undefined;
}

/** Labels come from the node: `constructor` is not one of them. */
function own(labels: Labels, key: string): string | undefined {
	return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function splitOutsideParentheses(text: string): readonly string[] {
	return text.split(/,(?![^(]*\))/).map(part => part.trim());
}
