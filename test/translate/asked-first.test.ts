import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

/** A node where the image of the container has three words of entrypoint; its last call prints the template that it was given. */
const crictl = `#!/bin/sh
case "$*" in
"inspect "*"{{.status.imageRef}}"*) echo sha256:web ;;
"inspecti "*) echo '3 sha256:web docker.io/library/web@sha256:77 bad"name' ;;
"inspect "*) printf '%s' "$5" ;;
esac`;

function template(format: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'asked-'));
	writeFileSync(join(folder, 'crictl'), crictl);
	chmodSync(join(folder, 'crictl'), 0o755);
	const made = translate(['inspect', '-f', format, 'web'], tables, {}, {shaped: true});
	const argv = 'commands' in made ? (made.commands[0]?.argv ?? []) : [];
	const words = argv.map(word => (typeof word === 'string' ? word : word.name));
	const env = {PATH: `${folder}:${process.env.PATH}`};
	const text = execFileSync(words[0] ?? '', words.slice(1), {
		env,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	rmSync(folder, {recursive: true});
	return text;
}

it('the words of the image’s entrypoint are counted, by any name that the container has for it', () => {
	expect(template('{{.Config.Entrypoint}}')).toBe(
		'{{$entry := or (and (eq .status.imageRef "sha256:web") 3) (and (eq .status.imageRef "docker.io/library/web@sha256:77") 3) 0}}' +
			'{{if index .info.config "command"}}{{$entry = 0}}{{end}}' +
			'{{(or (index .info.config "command") (slice .info.runtimeSpec.process.args 0 $entry) "[]")}}',
	);
});

it('a template that asks for neither asks for no image', () => {
	expect(template('{{.Path}}')).toBe('{{(index .info.runtimeSpec.process.args 0)}}');
});
