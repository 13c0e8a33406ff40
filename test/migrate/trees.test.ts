import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse as parseToml} from 'smol-toml';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {parse as parseYaml} from 'yaml';
import {diffText} from '../../src/migrate/edit/diff-text.ts';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {judge} from '../../src/migrate/preflight/index.ts';
import {run} from '../../src/migrate/run.ts';
import type {Step} from '../../src/migrate/step.ts';
import {containerdConfig} from '../../src/migrate/steps/containerd-config.ts';
import {crictlConfig} from '../../src/migrate/steps/crictl-config.ts';
import {kubeletConfig} from '../../src/migrate/steps/kubelet-config.ts';
import {undo} from '../../src/migrate/undo.ts';
import {
	factsOf,
	filesUnder,
	machineIn,
	type NodeTree,
	pathsUnder,
	readTree,
	writeTree,
} from '../support/migration-trees.ts';

const folder = join(import.meta.dirname, '../fixtures/migration');
const names = readdirSync(folder).flatMap(name => (name.endsWith('.tree') ? [name.slice(0, -5)] : []));
const treeOf = (name: string) => readTree(readFileSync(join(folder, `${name}.tree`), 'utf8'));

/** The steps that edit files; what a step looks at besides them has no node here. */
const editing: ReadonlyArray<Step<MigrationFacts>> = [containerdConfig, crictlConfig, kubeletConfig].map(step => ({
	...step,
	check: facts => ({
		is: step.plan(facts).some(each => each.kind === 'write' && each.before !== each.after) ? 'todo' : 'done',
	}),
	verify: () => undefined,
}));

let root = '';
beforeEach(() => {
	root = join(mkdtempSync(join(tmpdir(), 'rtconsole-tree-')), 'node');
	mkdirSync(root);
});
afterEach(() => rmSync(join(root, '..'), {recursive: true, force: true}));

const gatherFrom = ({told}: NodeTree) => factsOf(filesUnder(root), told);

async function walk(tree: NodeTree): Promise<readonly string[]> {
	const told: string[] = [];
	const engine = {
		machine: machineIn(root),
		gather: async () => gatherFrom(tree),
		sleep: async () => {},
		nowMs: () => 0,
		runtimeOf: () => undefined,
	};
	for await (const progress of run(editing, engine))
		if (progress.type === 'step') told.push(`${progress.id} ${progress.state}`);
	return told;
}

async function takeBack(): Promise<void> {
	const going = undo({machine: machineIn(root), nowMs: () => 0, sleep: async () => {}});
	for (;;) {
		const {done, value} = await going.next();
		if (!done) continue;
		expect(value).toBe(true);
		return;
	}
}

const told = ['runtime', 'versions', 'containerd-config', 'cni', 'docker-settings', 'registries', 'proxies', 'logs'];

describe.each(names)('%s', name => {
	it('the preflight says what it sees, and each file becomes what is wanted', async () => {
		const tree = treeOf(name);
		writeTree(root, tree);
		const before = filesUnder(root);
		const findings = judge(await gatherFrom(tree))
			.filter(({id}) => told.includes(id))
			.map(({id, verdict, because}) => `${id} ${verdict}: ${because}`);
		await walk(tree);
		const after = filesUnder(root);
		const diffs = Object.keys(after).map(path => diffText(before[path], after[path] ?? '', path));
		const text = [tree.told.node, ...findings, '', ...diffs.filter(Boolean)].join('\n');
		await expect(text).toMatchFileSnapshot(join(folder, `${name}.after`));
	});

	it('comments and the keys of others survive', async () => {
		const tree = treeOf(name);
		writeTree(root, tree);
		const before = filesUnder(root);
		await walk(tree);
		const after = filesUnder(root);
		for (const [path, text] of Object.entries(before)) {
			const now = after[path] ?? '';
			for (const comment of text.match(/(^|\s)#.*$/gm) ?? []) expect(now, path).toContain(comment.trim());
			const left = new Set(keysOf(path, now));
			expect(
				keysOf(path, text).filter(key => !left.has(key)),
				path,
			).toEqual([]);
		}
	});

	it('a second walk changes nothing, and an undo gives every byte back', async () => {
		const tree = treeOf(name);
		writeTree(root, tree);
		const before = {files: filesUnder(root), paths: pathsUnder(root)};
		await walk(tree);
		const first = filesUnder(root);
		expect(first).not.toEqual(before.files);
		expect(await walk(tree)).toEqual(editing.map(({id}) => `${id} skipped`));
		expect(filesUnder(root)).toEqual(first);
		await takeBack();
		expect(filesUnder(root)).toEqual(before.files);
		expect(pathsUnder(root)).toEqual(before.paths);
	});
});

/** Paths of all values of a file, as far as it is TOML, YAML or variables; flags are the walk's own matter. */
function keysOf(path: string, text: string): readonly string[] {
	if (path.endsWith('.toml')) return leavesOf(parseToml(text), []);
	if (path.endsWith('.yaml')) return leavesOf(parseYaml(text), []);
	return [...text.matchAll(/^\s*([A-Z_]+)=/gm)].map(([, name = '']) => name);
}

function leavesOf(value: unknown, path: readonly string[]): readonly string[] {
	if (typeof value !== 'object' || value === null) return [path.join('.')];
	if (Array.isArray(value)) return [path.join('.')];
	return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
}
