import type {Fix} from '../check.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * What a file that is nearly JSON is meant to say: commas before a closing bracket go, a missing one between two lines comes,
 * comments and a byte order mark go, what was left open at the end is closed; an empty one says nothing. Undefined where it still is none.
 */
export function repairedJson(text: string): Data | undefined {
	if (text.replace(/^\uFEFF/, '').trim() === '') return {};
	const bare = text.replace(/^\uFEFF/, '').replaceAll(/^\s*(\/\/|#).*$/gm, '');
	const commas = bare.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, found => (found === ',' ? '' : found));
	const between = commas.replaceAll(/("(?:[^"\\\n]|\\.)*"|[\d\]}]|true|false|null)(\s*\n\s*)(?=")/g, '$1,$2');
	const single = between.includes('"') ? between : between.replaceAll("'", '"');
	const open = [commas, between, single].flatMap(each => [
		each,
		`${each.trimEnd().replace(/,$/, '')}}`,
		closedInOrder(each),
	]);
	for (const candidate of open) {
		const data = parsed(candidate);
		if (data !== undefined) return data;
	}
	return undefined;
}

function parsed(text: string): Data | undefined {
	try {
		const data: unknown = JSON.parse(text);
		return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Data) : undefined;
	} catch {
		return undefined;
	}
}

/** Write a file of JSON anew; what it was stays beside it. */
export function writeJson(path: string, data: Data): Fix {
	const text = JSON.stringify(data, undefined, 2);
	const script = 'cp -a "$2" "$2.before" && printf "%s\\n" "$1" > "$2"';
	return {
		text: `write ${path} anew (the old one stays as ${path}.before): ${JSON.stringify(data)}`,
		argv: ['sh', '-c', script, 'sh', text, path],
	};
}

/** A bracket that closes another than was opened last: the one between is closed before it, and at the end what is open still. */
function closedInOrder(text: string): string {
	const open: string[] = [];
	const closed = text.replaceAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g, found => {
		if (found === '[' || found === '{') {
			open.push(found === '[' ? ']' : '}');
			return found;
		}
		if (found !== ']' && found !== '}') return found;
		if (!open.includes(found)) return '';
		const missing = open.splice(open.lastIndexOf(found)).slice(1).toReversed();
		return `${missing.join('')}${found}`;
	});
	return `${closed}${open.toReversed().join('')}`.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, found =>
		found === ',' ? '' : found,
	);
}
