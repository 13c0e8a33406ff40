import {describe, expect, it} from 'vitest';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {specifiersShown, withSpecifiers, withVariables} from '../../src/translate/shell/unit-specifiers.ts';
import {tables} from './support.ts';

function rewritten(...lines: readonly string[]) {
	const source = `[Unit]\nAfter=network.target docker.service docker.socket\nRequires=docker.service\n\n[Service]\n${lines.join('\n')}\n`;
	const answer = rewriteScript(source, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	const of = (key: string) => answer.text.split('\n').filter(line => line.startsWith(`${key}=`));
	return {
		text: answer.text,
		of,
		stays: answer.translations
			.filter(({commands}) => commands.length === 0)
			.flatMap(({findings}) => findings.map(({id}) => id)),
	};
}

describe('what one line of a unit starts another one stops', () => {
	const {text, of} = rewritten(
		'ExecStartPre=-/usr/bin/docker stop web',
		'ExecStartPre=-/usr/bin/docker rm web',
		'ExecStart=/usr/bin/docker run --rm --name web nginx:1.25',
		'ExecStop=/usr/bin/docker stop web',
	);

	it('in ctr, where it was started, and not among the containers of pods', () => {
		expect(text).not.toContain('crictl');
		for (const line of [...of('ExecStop'), ...of('ExecStartPre')]) expect(line).toContain('ctr -n default ');
	});

	it('and the unit needs containerd in place of docker, once', () => {
		expect([of('After'), of('Requires')]).toEqual([
			['After=network.target containerd.service'],
			['Requires=containerd.service'],
		]);
	});
});

it('a unit of which one line stays with docker needs docker', () => {
	const {of, stays} = rewritten('ExecStartPre=/usr/bin/docker pull nginx', 'ExecStart=/usr/bin/docker compose up');
	expect(stays).not.toEqual([]);
	expect(of('Requires')).toEqual(['Requires=docker.service']);
});

it('a unit without docker commands stays as it is', () => {
	expect(rewritten('ExecStart=/usr/bin/true').of('After')).toEqual([
		'After=network.target docker.service docker.socket',
	]);
});

describe('what systemd puts in', () => {
	it('is put in by it still, also within the line for a shell', () => {
		const {text, of, stays} = rewritten(
			'EnvironmentFile=/etc/redis.env',
			'ExecStartPre=-/usr/bin/docker rm -f %n',
			// biome-ignore lint/suspicious/noTemplateCurlyInString: systemd has them too
			'ExecStart=/usr/bin/docker run --name %n -v /srv/%i/data:/data "redis:${VERSION}"',
			'ExecStop=/usr/bin/docker stop -t 10 "%n"',
		);
		expect(stays).toEqual([]);
		expect(text).not.toContain('unit_specifier');
		expect(of('ExecStart')[0]).toMatch(/src=\/srv\/\\"%i\\"\/data,dst=\/data.*redis:\\"\$\$\{VERSION\}\\" \\"%n\\"/);
		expect(of('ExecStop')[0]).toMatch(/ sh \\"%n\\" 10"$/);
		expect(text).toContain('redis:');
	});

	// biome-ignore format: a table
	it.each([
		['ExecStart=/usr/bin/docker logs \'%n\'',             'shell.unit-specifier'],
		['ExecStart=/usr/bin/docker logs web$',               'shell.unit-specifier'],
		['ExecStart=/usr/bin/docker logs a\\x20b',            'shell.unit-specifier'],
		['ExecStart=/usr/bin/docker logs web ; /bin/true',    'shell.unit-syntax'],
	])('%s stays: %s', (line, id) => {
		const {stays, text} = rewritten(line);
		expect(stays).toEqual([id]);
		expect(text).toContain(line);
	});

	// biome-ignore format: a table
	it.each([
		['docker stop %n',       'docker stop "$unit_specifier_n"'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: shells have them too
		['docker stop "a-%i"',   'docker stop "a-${unit_specifier_i}"'],
		['echo 100%% "%%"',      'echo 100% "%"'],
		["echo '%%'",            "echo '%'"],
		["echo '%n'",            undefined],
		['echo %-',              undefined],
		['echo %',               undefined],
	])('%s → %s', (line, expected) => {
		expect(withVariables(line)).toBe(expected);
	});

	it('comes back where it was', () => {
		expect(withSpecifiers('\\"$$unit_specifier_n\\" $${unit_specifier_i} $$other')).toBe('\\"%n\\" %i $$other');
		expect(specifiersShown({of: ['$unit_specifier_n', 3]})).toEqual({of: ['%n', 3]});
	});
});
