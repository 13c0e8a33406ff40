import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '..');

type File = {readonly path: string; readonly text: string; readonly imports: readonly string[]};

/** Every file of src, with what it imports: a path from the root for our own, else the name of the package. */
const files: readonly File[] = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => `src/${name}`)
	.toSorted()
	.map(path => {
		const text = readFileSync(join(root, path), 'utf8');
		const found = withoutComments(text).matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm);
		return {path, text, imports: [...found].map(([, name = '']) => fromRoot(path, name))};
	});

function fromRoot(path: string, name: string): string {
	return name.startsWith('.') ? relative(root, resolve(root, dirname(path), name)) : name;
}

function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const layerOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? /^(data)\//.exec(path)?.[1];

/** Who may import whom, besides itself. `data` is read by the translator and by the demo. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	model: [],
	translate: ['model', 'data'],
	explain: ['model'],
	checks: ['model', 'explain'],
	host: ['model'],
	runtime: ['model', 'host', 'translate'], // translate: a command with names in it is what the runtime resolves
	migrate: ['model', 'host', 'explain', 'translate', 'checks'], // what a check finds wrong keeps a walk from beginning
	app: ['model', 'host', 'runtime', 'translate', 'explain', 'checks', 'migrate'],
	views: ['model', 'translate', 'explain', 'checks', 'app'],
	cli: ['model', 'translate', 'host', 'runtime', 'explain', 'checks', 'migrate', 'app', 'views', 'data'],
};

/** Files that may import a layer which theirs may not, and why. */
const exceptions: Readonly<Record<string, {readonly may: readonly string[]; readonly because: string}>> = {
	'src/views/start.tsx': {may: ['host', 'runtime'], because: 'puts the node, the state and the screen together'},
	'src/views/first-frame.ts': {
		may: ['runtime'],
		because: 'begins the state that the screen goes on with, before Ink is there',
	},
};

describe('who imports whom', () => {
	it.each(Object.keys(allowed))('%s', layer => {
		const wrong = files
			.filter(({path}) => layerOf(path) === layer)
			.flatMap(({path, imports}) =>
				imports
					.filter(name => {
						const to = layerOf(name);
						if (to === undefined || to === layer) return false;
						return !allowed[layer]?.includes(to) && !exceptions[path]?.may.includes(to);
					})
					.map(name => `${path} imports ${name}`),
			);
		expect(wrong).toEqual([]);
	});

	it('every folder of src is a layer', () => {
		expect([...new Set(files.map(({path}) => layerOf(path)))].toSorted()).toEqual(Object.keys(allowed).toSorted());
	});

	it('every exception is needed', () => {
		for (const [path, {may}] of Object.entries(exceptions)) {
			const used = new Set(files.find(file => file.path === path)?.imports.map(layerOf));
			expect(may.filter(layer => !used.has(layer))).toEqual([]);
		}
	});
});

/** Packages and modules of Node that only some may import. */
// biome-ignore format: a table
const doors: ReadonlyArray<readonly [what: RegExp, who: RegExp]> = [
	[/^(node:)?child_process$|^execa$/,      /^src\/host\//],
	[/^(node:)?fs(\/promises)?$/,            /^src\/(host|cli)\/|^src\/explain\/data\.ts$/],
	[/^(ink|ink-.*|react|react\/.*)$/,       /^src\/views\//],
	[/^(node:)?(readline(\/promises)?|os)$/, /^src\/(host|cli)\//],
	[/^(node:)?(net|http|https|dgram|tls)$/, /^$/],
];

describe('doors', () => {
	it.each(doors)('%s is imported only by %s', (what, who) => {
		const wrong = files.filter(({path, imports}) => imports.some(name => what.test(name)) && !who.test(path));
		expect(wrong.map(({path}) => path)).toEqual([]);
	});

	it('the views are imported by the console alone, and only when it opens: a one-shot command never loads Ink', () => {
		const importers = files.filter(
			({path, imports}) => layerOf(path) !== 'views' && imports.some(name => layerOf(name) === 'views'),
		);
		expect(importers.map(({path}) => path)).toEqual(['src/cli/console.ts']);
		for (const {text} of importers) expect(text).not.toMatch(/^import (?!type)[^;]*'\.\.\/views\//m);
	});
});

/** What is loaded with `path` at once: all that it imports by value, and what that imports. */
function loadedWith(path: string, reached = new Set<string>()): ReadonlySet<string> {
	if (reached.has(path)) return reached;
	reached.add(path);
	const text = withoutComments(files.find(file => file.path === path)?.text ?? '');
	for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gm))
		loadedWith(fromRoot(path, name), reached);
	return reached;
}

it('the first frame does not wait for the steps of a migration, nor for what reads YAML and TOML', () => {
	const loaded = [...loadedWith('src/views/first-frame.ts')];
	expect(loaded).toContain('src/app/update.ts');
	expect(
		loaded.filter(path => /^src\/migrate\/(ways|steps|preflight\/checks|edit\/(yaml|toml))|^yaml$|toml/.test(path)),
	).toEqual([]);
});

/** What is of the process: below the command line it arrives as an argument. */
const ofTheProcess =
	/(?<![.\w])process\.(argv|env|stdin|stdout|stderr|exit|cwd|on)\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/g;
const mayTouch: Readonly<Record<string, {readonly what: readonly string[]; readonly because: string}>> = {
	'src/views/start.tsx': {what: ['process.stdout'], because: 'the size of the terminal and its changes'},
};

it('nothing below the command line reads its arguments, environment, streams or the clock', () => {
	const wrong = files
		.filter(({path}) => layerOf(path) !== 'cli')
		.flatMap(({path, text}) =>
			[...withoutComments(text).matchAll(ofTheProcess)]
				.map(([found]) => found)
				.filter(found => !mayTouch[path]?.what.includes(found))
				.map(found => `${path}: ${found}`),
		);
	expect(wrong).toEqual([]);
});

describe('folders and their indexes', () => {
	// biome-ignore format: a table
	it.each([
		['src/app/lists',          'index.ts', ['list.ts']],
		['src/cli/commands',       'index.ts', []],
		['src/checks',             'index.ts', ['check.ts', 'run.ts', 'journals.ts', 'pod-lines.ts', 'last-words.ts', 'last-runs.ts', 'about.ts', 'fixes.ts']],
		['src/translate/transforms', 'index.ts', undefined],
	])('every file of %s is in its %s', (folder, index, besides) => {
		const reached = new Set<string>();
		const visit = (path: string): void => {
			if (reached.has(path)) return;
			reached.add(path);
			for (const name of files.find(file => file.path === path)?.imports ?? []) visit(name);
		};
		const direct = files.find(({path}) => path === `${folder}/${index}`)?.imports ?? [];
		if (besides === undefined) visit(`${folder}/${index}`);
		const listed = besides === undefined ? [...reached] : [...direct, ...besides.map(name => `${folder}/${name}`)];
		const there = files.map(({path}) => path).filter(path => dirname(path) === folder && path !== `${folder}/${index}`);
		expect(there.filter(path => !listed.includes(path))).toEqual([]);
	});
});

it('no file of src is longer than 250 lines', () => {
	expect(files.filter(({text}) => text.split('\n').length > 250).map(({path}) => path)).toEqual([]);
});
