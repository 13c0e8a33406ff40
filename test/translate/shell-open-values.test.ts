import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {tables} from './support.ts';

function rewritten(text: string) {
	const answer = rewrite(text, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	return {
		text: answer.text,
		ids: answer.translations.flatMap(({translation}) => translation.findings.map(({id}) => id)),
	};
}

const byName = `sh -c '"$@" 2>/dev/null | cut -c 8-19' sh crictl inspecti --output go-template --template '{{.status.id}}'`;

// biome-ignore format: a table
it.each([
	['docker ps -q -f status=$S',                            'crictl ps --quiet --state "$S"',                                     'ps.filter-status-open'],
	['for s in exited created; do docker ps -aq -f status=$s; done', 'for s in exited created; do crictl ps --all --quiet --state $s; done', 'ps.filter-status-open'],
	['docker images -q "$IMAGE"',                            `${byName} "$IMAGE"`,                                                 'images.by-variable'],
	['docker images -q "$REG/app:$TAG"',                     `${byName} "$REG"/app:"$TAG"`,                                        'images.by-variable'],
	['docker inspect -f "{{.$FIELD}}" web',                  undefined,                                                            'shell.unknown-words.decides'],
	['docker ps --format "{{.$F}}"',                         undefined,                                                            'shell.unknown-words.decides'],
	['docker inspect --format "{{if .State.$A}}x{{end}}" w', undefined,                                                            'shell.unknown-words.decides'],
])('%s → %s (%s)', (source, expected, id) => {
	const {text, ids} = rewritten(source);
	expect(text).toBe(expected ?? source);
	expect(ids).toContain(id);
});

it('an image that the text itself names is looked for by its name', () => {
	expect(rewritten('I=nginx:1.2; docker images -q $I').text).toContain('^docker[.]io/library/nginx:1[.]2$');
});

it('the ID of an image by a variable is as long as docker prints it, and nothing is nothing', () => {
	const folder = mkdtempSync(join(tmpdir(), 'open-'));
	writeFileSync(join(folder, 'crictl'), `#!/bin/sh\n[ "$6" = "a  b:1" ] || exit 1\necho sha256:${'c'.repeat(64)}\n`);
	chmodSync(join(folder, 'crictl'), 0o755);
	const run = (name: string) =>
		execFileSync('sh', ['-c', rewritten('docker images -q "$IMAGE"').text], {
			encoding: 'utf8',
			env: {PATH: `${folder}:${process.env.PATH}`, IMAGE: name},
		});
	expect(run('a  b:1')).toBe('cccccccccccc\n');
	expect(run('none')).toBe('');
});

// biome-ignore format: a table
it.each([
	['docker run -d --name x -v /srv/$A/data:/data i',                'src=/srv/"$A"/data,dst=/data,options=rbind:rw'],
	['docker run -d --name x -v "/srv/$A/d-$B:/data/$C:ro" i',        'src=/srv/"$A"/d-"$B",dst=/data/"$C",options=rbind:ro'],
	['docker run -d --name x --mount type=bind,src=/srv/$A,dst=/b i', 'src=/srv/"$A",dst=/b,options=rbind:rw'],
	['docker run -d --name x -v /a:/b:$MODE i',                       undefined],
])('a folder of which a part is put in: %s', (source, expected) => {
	const {text} = rewritten(source);
	if (expected === undefined) expect(text).toBe(source);
	else expect(text).toContain(expected);
});

// biome-ignore format: a table
it.each([
	['A=$1; R=reg.example:5000; docker pull $R/$A:$T',       'crictl pull "$R"/"$A":"$T"'],
	// biome-ignore lint/suspicious/noTemplateCurlyInString: shells have them too
	['R=reg.example:5000; docker pull $R/app:${2:-latest}',  'crictl pull "$R"/app:"${2:-latest}"'],
	['O="-a -q"; docker ps $O$X',                            undefined],
])('what the text sets to one word is one, beside what it does not set: %s', (source, expected) => {
	const {text, ids} = rewritten(source);
	expect(text.split('; ').at(-1)).toBe(expected ?? 'docker ps $O$X');
	expect(ids.includes('shell.one-word')).toBe(expected !== undefined);
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: shells have them too
// biome-ignore format: a table
it.each([
	['mapfile -t d < <(docker ps -aq); docker rm -v "${d[@]}"',              'crictl rm "${d[@]}"'],
	['readarray -t d < <(docker ps -q); docker rm ${d[@]}',                  'crictl rm ${d[@]}'],
	['mapfile -t d < <(docker ps -q); for c in "${d[@]}"; do docker logs $c; done', 'do crictl logs $c; done'],
	['D=($(docker ps -aq)); docker rm "${D[@]}"',                            'crictl rm "${D[@]}"'],
	['mapfile -t d < <(cat f); docker rm "${d[@]}"',                         undefined],
	['mapfile -d x d < <(docker ps -q); docker rm "${d[@]}"',                undefined],
	['docker ps -q | mapfile -t d; docker rm "${d[@]}"',                     undefined],
	['mapfile -t d < <(docker ps -q); mapfile -t d < f; docker rm "${d[@]}"', undefined],
	['f() { mapfile -t d < <(docker ps -q); }; docker rm "${d[@]}"',         undefined],
	['D=($(docker ps -q) x); docker rm "${D[@]}"',                           undefined],
])('an array of IDs: %s', (source, expected) => {
	const {text, ids} = rewritten(source);
	expect(text.split('; ').slice(-2).join('; ')).toContain(expected ?? source.split('; ').at(-1));
	expect(ids.includes('shell.unknown-words.unquoted')).toBe(expected === undefined);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: shells have them too
