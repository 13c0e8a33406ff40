import {type JqPaths, mountPaths} from './jq-paths.ts';
import {stagesOf} from './jq-stages.ts';

export type JqAnswer = {readonly text: string} | {readonly missing: readonly string[]};

/** What the paths of a stage are paths of: docker's object, or one whose keys are known and stay as they are. */
type Scope = {readonly name: string; readonly keys: ReadonlySet<string>};

/**
 * A jq filter that reads what `docker inspect` prints, for what crictl prints: one object in place of a list of them.
 * `missing`: fields, or uses of the list, that cannot be had.
 */
export function jqFilter(filter: string, paths: JqPaths): JqAnswer {
	const missing = [...filter.matchAll(/\b(map|length|sort_by|group_by|keys|to_entries)\b(?=[^|]*$)/g)]
		.map(([word]) => word)
		.filter(word => word === 'map' || new RegExp(`^\\s*(\\.\\s*\\|\\s*)?${word}\\b`).test(filter));
	const single = filter
		.replace(/^\s*(?:first\(\.\[\]\)|first|last|\.\[(?:0|-1)?\])\s*(?:\|\s*)?/, '')
		.replace(/\.\[(?:0|-1)?\](?=\s*(?:\.[A-Z]|\|))\s*(?:\|\s*)?/g, '');
	const answer = fillFilter(single, paths);
	const all = 'missing' in answer ? [...missing, ...answer.missing] : missing;
	return all.length > 0 ? {missing: [...new Set(all)]} : answer;
}

/** A filter over docker's object, stage by stage; what a stage has made is what the next one reads. */
export function fillFilter(filter: string, paths: JqPaths): JqAnswer {
	const known = filter.includes('.Mounts') && '.Mounts' in paths ? {...paths, ...mountPaths} : paths;
	const missing: string[] = [];
	let scope: Scope | undefined;
	const text = stagesOf(filter)
		.map(stage => {
			const bare = stage.trim();
			if (scope !== undefined) {
				for (const name of namesIn(bare)) if (!scope.keys.has(name)) missing.push(`${scope.name}.${name}`);
				return stage;
			}
			const group = /^(\.[A-Z]\w*)+$/.test(bare) && answerTo(bare, known) === undefined ? keysOf(bare, known) : [];
			if (group.length > 0) scope = {name: bare, keys: new Set(group)};
			else if (bare.startsWith('{')) scope = {name: '', keys: new Set(madeKeys(bare))};
			return filledStage(stage, known, missing);
		})
		.join('|');
	return missing.length > 0 ? {missing: [...new Set(missing)]} : {text: text.trim() === '' ? '.' : text};
}

function filledStage(stage: string, known: JqPaths, missing: string[]): string {
	return pieces(stage)
		.map(piece =>
			piece.startsWith('"')
				? piece.replace(
						/(\\\()([^()]*)(\))/g,
						(_, open: string, inner: string, close: string) => open + filled(inner) + close,
					)
				: filled(piece.replace(/([{,]\s*)([A-Z]\w*)(?=\s*[,}])/g, '$1$2: .$2')),
		)
		.join('');

	function filled(piece: string): string {
		return piece.replace(/(^|[^\w\])"?])((?:\.[A-Z]\w*)+)|([\])"?])((?:\.[A-Z]\w*)+)/g, replaced);
	}

	function replaced(whole: string, before?: string, path?: string, after?: string, later?: string): string {
		// Behind an index stands a field of something else: of a mount it is known, and of a map that is kept as it is.
		const paths = path === undefined ? mountPaths : known;
		const found = answerTo(path ?? later ?? '', paths) ?? (path === undefined ? undefined : groupOf(path, known));
		if (found !== undefined) return `${before ?? after ?? ''}${found}`;
		missing.push(path ?? later ?? '');
		return whole;
	}
}

/** `.State`: all that is known of it, under docker's names. */
function groupOf(path: string, paths: JqPaths): string | undefined {
	const keys = keysOf(path, paths);
	return keys.length === 0 ? undefined : `{${keys.map(key => `${key}: ${paths[`${path}.${key}`]}`).join(', ')}}`;
}

function keysOf(path: string, paths: JqPaths): readonly string[] {
	const within = Object.keys(paths).filter(name => name.startsWith(`${path}.`));
	return within.map(name => name.slice(path.length + 1)).filter(name => !name.includes('.'));
}

/** Fields that a stage reads of its input: `.Pid`, and `{Pid}`. */
function namesIn(stage: string): readonly string[] {
	const code = pieces(stage).filter(piece => !piece.startsWith('"') || piece.includes('\\('));
	return code.flatMap(piece => [
		...[...piece.matchAll(/(?:^|[^\w\])"?])\.([A-Z]\w*)/g)].map(([, name = '']) => name),
		...[...piece.matchAll(/[{,]\s*([A-Z]\w*)(?=\s*[,}])/g)].map(([, name = '']) => name),
	]);
}

/** Keys of an object that a stage makes: `{Id, pid: .State.Pid}`. */
function madeKeys(stage: string): readonly string[] {
	return [...stage.matchAll(/[{,]\s*"?(\w+)"?(?=\s*[,:}])/g)].map(([, name = '']) => name);
}

function answerTo(path: string, paths: JqPaths): string | undefined {
	const names = path.split('.').slice(1);
	for (let count = names.length; count > 0; count -= 1) {
		const known = paths[`.${names.slice(0, count).join('.')}`];
		if (known !== undefined) return [known, ...names.slice(count)].join('.');
	}
	return undefined;
}

/** Strings apart: what stands in quotes is a key or a text. */
function pieces(filter: string): readonly string[] {
	return filter.split(/("(?:[^"\\]|\\.)*")/);
}
