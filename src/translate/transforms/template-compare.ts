/** What a comparison needs for crictl, which takes the numbers of its JSON for text, while `len` counts. */
export type Comparison = 'none' | 'count' | 'equal' | 'order';

/** The group of a Go template that a place in an action belongs to, as its words are read from left to right. */
export type Groups = {
	/** An opening or closing parenthesis, or a pipe. */
	readonly bound: (token: string) => void;
	readonly word: (name: string, rest: string) => void;
	readonly comparison: () => Comparison;
};

export function createGroups(): Groups {
	const open: Comparison[] = ['none'];
	return {
		bound(token) {
			if (token === '(') open.push('none');
			else if (token === ')' && open.length > 1) open.pop();
			else if (token === '|') open[open.length - 1] = 'none';
		},
		word(name, rest) {
			const kind = /^(eq|ne)$/.test(name) ? 'equal' : /^(lt|le|gt|ge)$/.test(name) ? 'order' : undefined;
			if (kind !== undefined) open[open.length - 1] = /\blen\b/.test(operands(rest)) ? 'count' : kind;
		},
		comparison: () => open.at(-1) ?? 'none',
	};
}

/** A number of crictl's JSON, as it can be compared with another: text of one width is in the order of the numbers. */
export function comparedField(field: string, comparison: Comparison): string {
	if (comparison === 'equal') return `(printf "%v" ${field})`;
	return comparison === 'order' ? `(printf "%20v" ${field})` : field;
}

export function comparedNumber(number: string, comparison: Comparison): string {
	if (comparison === 'equal') return `"${number}"`;
	return comparison === 'order' ? `(printf "%20v" ${number})` : number;
}

/** As far as the group goes. */
function operands(rest: string): string {
	let depth = 0;
	for (let index = 0; index < rest.length; index++) {
		if (rest[index] === '(') depth += 1;
		else if (rest[index] === ')' && depth-- === 0) return rest.slice(0, index);
	}
	return rest;
}
