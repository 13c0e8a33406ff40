import {describe, expect, it} from 'vitest';
import {editContainerdConfig} from '../../../src/migrate/edit/containerd-config.ts';
import {editToml, Uneditable} from '../../../src/migrate/edit/toml.ts';
import {editTomlLines} from '../../../src/migrate/edit/toml-lines.ts';
import {containerdConfig as check} from '../../../src/migrate/preflight/containerd-config.ts';
import {containerdConfig as step} from '../../../src/migrate/steps/containerd-config.ts';
import {dockerNode} from '../../support/migration-facts.ts';

const list = `# ours
version = 2
disabled_plugins = [ "io.containerd.grpc.v1.cri",  # docker only
  "io.containerd.internal.v1.tracing" ]  # none # here
imports = ["/etc/containerd/conf.d/*.toml"]

[debug]
  level = "info" # quiet
`;

describe('a list over several lines, with comments within', () => {
	it('is edited, and its comments stay', () => {
		const {text} = editContainerdConfig(list, {}, {version: '1.7.24'});
		expect(text).toBe(
			list.replace(
				/disabled_plugins[\s\S]*?here\n/,
				`# docker only\n# none # here\ndisabled_plugins = [ "io.containerd.internal.v1.tracing" ]\n`,
			),
		);
	});

	it('is edited beside keys that are not there yet', () => {
		const cri = '[plugins."io.containerd.grpc.v1.cri"]\n  stream_idle_timeout = "2h"  # slow\n';
		const wanted = {sandboxImage: 'registry.k8s.io/pause:3.9', systemdCgroup: true};
		const {text} = editContainerdConfig(`${list}${cri}`, wanted, {version: '1.7.24'});
		expect(text).toContain('disabled_plugins = [ "io.containerd.internal.v1.tracing" ]\n');
		for (const line of ['# docker only', '  level = "info" # quiet', '  stream_idle_timeout = "2h"  # slow'])
			expect(text.split('\n')).toContain(line);
		expect(text).toContain('sandbox_image = "registry.k8s.io/pause:3.9"');
	});

	it('keeps comments in lines of their own too', () => {
		const text =
			'version = 2\nimports = [\n  "/x/*.toml", # nothing yet\n]\ndisabled_plugins = [\n  # docker alone\n  "io.containerd.grpc.v1.cri", "a",\n]\n';
		const after = editContainerdConfig(text, {sandboxImage: 'p:1'}, {version: '1.7.24'}).text;
		expect(after).toContain('# docker alone\ndisabled_plugins = [ "a" ]\n');
		expect(after).toContain('imports = [\n  "/x/*.toml", # nothing yet\n]\n');
	});

	it.each([
		['a text with a # in it', 'a = [ "x#y", # c\n "z" ]\n', '# c\na = [ "w" ]\n'],
		['within a table, indented', '[t]\n  a = [\n    "x", # c\n  ]\n  b = 1\n', '[t]\n  # c\n  a = [ "w" ]\n  b = 1\n'],
		['no line behind the last', 'a = [ # c\n"x"]', '# c\na = [ "w" ]'],
	])('%s', (_, text, after) => {
		const path = text.startsWith('[t]') ? (['t', 'a'] as const) : (['a'] as const);
		expect(editTomlLines(text, [{path, value: ['w']}])).toBe(after);
	});
});

it('a key of one line keeps its comment, one that is taken away leaves it', () => {
	expect(editTomlLines('a = 1 # c\n', [{path: ['a'], value: 2}])).toBe('a = 2 # c\n');
	expect(editTomlLines('a = 1 # c\nb = 2\n', [{path: ['a'], value: undefined}])).toBe('# c\nb = 2\n');
	expect(editTomlLines('[[a]]\nb = 1\n', [{path: ['a', 'b'], value: 2}])).toBe('[[a]]\nb = 1\n');
});

describe('a file that nobody but a person can change', () => {
	const odd = 'version = 2\nplugins = 5\n';

	it('is refused beforehand, and the step is blocked: the plan is made all the same', () => {
		const facts = dockerNode({containerdConfig: odd});
		expect(() => editToml(odd, [{path: ['plugins', 'a', 'b'], value: 1}])).toThrow(Uneditable);
		expect(check.look(facts)).toMatchObject({verdict: 'no-go', because: expect.stringContaining('config.toml')});
		expect(step.check(facts)).toMatchObject({is: 'blocked'});
	});
});
