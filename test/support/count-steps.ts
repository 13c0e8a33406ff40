/** Matches at a place and goes on with what comes after it. */
type Node = (at: number, next: (at: number) => boolean) => boolean;

/**
 * How many steps a backtracking engine takes to look for an expression in a text: characters compared, in whatever order a
 * time would need. It knows what data/known-errors uses: classes, groups, alternatives, repetitions, looks around.
 */
export function countSteps(source: string, text: string): number {
	let steps = 0;
	let at = 0;
	const lower = text.toLowerCase();
	const root = alternatives();
	if (at < source.length) throw new Error(`${source}: not understood at ${at}`);
	for (let start = 0; start <= lower.length; start++) if (root(start, () => true)) break;
	return steps;

	function alternatives(): Node {
		const all = [sequence()];
		while (source[at] === '|') {
			at++;
			all.push(sequence());
		}
		return all.length === 1 ? (all[0] as Node) : (from, next) => all.some(one => one(from, next));
	}

	function sequence(): Node {
		const items: Node[] = [];
		while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repeated(single()));
		return (from, next) => {
			const run = (index: number, place: number): boolean =>
				index === items.length ? next(place) : (items[index] as Node)(place, after => run(index + 1, after));
			return run(0, from);
		};
	}

	function repeated(node: Node): Node {
		const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 16));
		if (!found) return node;
		at += found[0].length;
		const lazy = source[at] === '?';
		if (lazy) at++;
		const [sign, low, comma, high] = found;
		const least = low === undefined ? (sign === '+' ? 1 : 0) : Number(low);
		const most =
			low === undefined ? (sign === '?' ? 1 : Infinity) : comma ? (high ? Number(high) : Infinity) : Number(low);
		return (from, next) => {
			const more = (times: number, place: number): boolean => {
				const again = () =>
					times < most && node(place, after => (after > place || times < least) && more(times + 1, after));
				if (times < least) return again();
				return lazy ? next(place) || again() : again() || next(place);
			};
			return more(0, from);
		};
	}

	function single(): Node {
		const character = source[at++] ?? '';
		if (character === '(') return group();
		if (character === '[') {
			const end = endOfClass();
			const inside = new RegExp(source.slice(at - 1, end), 'i');
			at = end;
			return one(letter => inside.test(letter));
		}
		if (character === '.') return one(letter => letter !== '\n');
		if (character === '^') return where(place => place === 0);
		if (character === '$') return where(place => place === lower.length);
		if (character !== '\\') return one(letter => letter === character.toLowerCase());
		const escaped = source[at++] ?? '';
		if (escaped === 'b') return where(isEdge);
		if (/[dDwWsS]/.test(escaped)) {
			const kind = new RegExp(`\\${escaped}`);
			return one(letter => kind.test(letter));
		}
		return one(letter => letter === escaped.toLowerCase());
	}

	function group(): Node {
		const kind = /^\?(?::|<?[=!]|<\w+>)/.exec(source.slice(at, at + 40))?.[0] ?? '';
		at += kind.length;
		const inside = alternatives();
		at++;
		if (kind === '?=') return (from, next) => inside(from, () => true) && next(from);
		if (kind === '?!') return (from, next) => !inside(from, () => true) && next(from);
		if (kind.startsWith('?<!') || kind.startsWith('?<=')) throw new Error(`${source}: looks back`);
		return inside;
	}

	function endOfClass(): number {
		let end = at + 1;
		while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
		return end + 1;
	}

	function one(fits: (letter: string) => boolean): Node {
		return (from, next) => {
			steps++;
			const letter = lower[from];
			return letter !== undefined && fits(letter) && next(from + 1);
		};
	}

	function where(fits: (place: number) => boolean): Node {
		return (from, next) => {
			steps++;
			return fits(from) && next(from);
		};
	}

	function isEdge(place: number): boolean {
		return /\w/.test(lower[place - 1] ?? '') !== /\w/.test(lower[place] ?? '');
	}
}
