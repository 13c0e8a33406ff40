import {readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {parseAst} from 'rolldown/parseAst';
import {expect, it} from 'vitest';

// Every start of the program, be it for one line, pays for what its modules compute when they are loaded: one `map` on the way
// to a field that most lines never ask for took 0.13 ms of the 1.2 that a translation has.

const root = join(import.meta.dirname, '../..');

/** What a module may call while it is loaded: each takes a few millionths of a second, or is a set that it looks things up in. */
const allowed = {
	'src/cli/entry.ts': ['Object.keys', 'main', 'new Map', 'new Set', 'socket'],
	'src/translate/transforms/index.ts': [
		'[].join',
		'"".split',
		'String.raw',
		'eachPublished',
		'formatOf',
		'inspectOf',
		'listFormat',
	],
};

type Node = {readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown};

it.each(Object.entries(allowed))('what %s loads computes next to nothing meanwhile', (entry, may) => {
	const {modules, called} = loadedFrom(join(root, entry));
	expect(modules.length).toBeGreaterThan(30);
	expect([...called.keys()].filter(name => !may.includes(name)).map(name => `${called.get(name)}: ${name}`)).toEqual(
		[],
	);
	expect(may.filter(name => !called.has(name))).toEqual([]);
});

/** 230 functions in one file cost a start 0.5 ms by being there, called or not. */
it('a start loads one transform, that of a plain line', () => {
	const {modules} = loadedFrom(join(root, 'src/cli/entry.ts'));
	const transforms = modules.filter(path => path.includes('/transforms/')).map(path => path.slice(root.length + 1));
	expect(transforms).toEqual(['src/translate/transforms/line.ts']);
});

/** The modules that importing this one loads, and what they call outside of functions, with the file of the first. */
function loadedFrom(entry: string): {
	readonly modules: readonly string[];
	readonly called: ReadonlyMap<string, string>;
} {
	const seen = new Set<string>();
	const called = new Map<string, string>();
	follow(entry);
	return {modules: [...seen], called};

	function follow(path: string): void {
		if (seen.has(path)) return;
		seen.add(path);
		const {body} = parseAst(readFileSync(path, 'utf8'), {lang: 'ts'}) as unknown as {readonly body: readonly Node[]};
		for (const statement of body) {
			const source = (statement.source as {readonly value?: string} | null | undefined)?.value;
			if (source?.startsWith('.') && source.endsWith('.ts') && !isTypeOnly(statement))
				follow(resolve(dirname(path), source));
			visit(statement, path);
		}
	}

	function visit(node: unknown, path: string): void {
		if (Array.isArray(node)) for (const each of node) visit(each, path);
		if (!isNode(node) || /Function|^MethodDefinition$/.test(node.type)) return;
		const name = nameOfCall(node);
		if (name !== undefined && !called.has(name)) called.set(name, path.slice(root.length + 1));
		for (const value of Object.values(node)) visit(value, path);
	}
}

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isTypeOnly({importKind, exportKind, specifiers}: Node): boolean {
	const named = (specifiers ?? []) as ReadonlyArray<{readonly importKind?: string}>;
	return (
		importKind === 'type' ||
		exportKind === 'type' ||
		(named.length > 0 && named.every(specifier => specifier.importKind === 'type'))
	);
}

/** `f`, `new C`, `Object.keys`, `[].join`: of what kind the object is, where it has no name. */
function nameOfCall({type, callee, tag}: Node): string | undefined {
	if (type === 'TaggedTemplateExpression') return nameOf(tag as Node);
	if (type === 'NewExpression') return `new ${nameOf(callee as Node)}`;
	return type === 'CallExpression' ? nameOf(callee as Node) : undefined;
}

function nameOf({type, name, object, property, value}: Node): string {
	if (type === 'Identifier') return String(name);
	if (type === 'MemberExpression') return `${nameOf(object as Node)}.${nameOf(property as Node)}`;
	if (type === 'ArrayExpression') return '[]';
	return typeof value === 'string' ? '""' : type;
}
