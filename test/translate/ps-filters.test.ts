import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {answer} from './support.ts';

/** What the fake crictl lists; its templates are held against real ones in test/live/fidelity. */
const ids = ['a', 'b', 'c'].map(letter => letter.repeat(64));
let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'ps-filters-'));
	const rows = ids.map(id => `${id.slice(0, 13)}   busybox   ${id.slice(0, 1)}-name`);
	// `inspect` keeps its template, and says that b fits.
	write(
		'crictl',
		`#!/bin/sh
if [ "$1" = inspect ]; then
	case "$5" in '{{.status.createdAt}}') echo 2026-11-27T20:00:00Z; exit ;; esac
	echo "$5" >${folder}/template; echo; echo ${ids[1]}; exit
fi
if [ "$1" = pods ]; then echo ${ids[2]}; exit; fi
if [ "$1" = inspectp ]; then echo "$5" >${folder}/pod-template; echo ${ids[2]}${ids[2]}; exit; fi
case " $* " in *" --quiet "*) printf '%s\\n' ${ids.join(' ')} ;; *) echo 'CONTAINER   IMAGE   NAME'; printf '%s\\n' ${rows.map(row => `'${row}'`).join(' ')} ;; esac`,
	);
	write(
		'ctr',
		`#!/bin/sh
printf 'TASK   PID   STATUS\\n${ids[0]}   1   RUNNING\\n${ids[1]}   2   PAUSED\\n'`,
	);
});
afterAll(() => rmSync(folder, {recursive: true}));

function write(name: string, text: string): void {
	writeFileSync(join(folder, name), text);
	chmodSync(join(folder, name), 0o755);
}

function pasted(line: string): {readonly out: string; readonly template: string; readonly grade: string} {
	const [text, grade = ''] = answer(line).map(part => part.replaceAll('<web>', 'WEB'));
	const env = {PATH: `${folder}:${process.env.PATH}`};
	const out = execFileSync('sh', ['-c', text ?? ''], {env, encoding: 'utf8'});
	return {out, template: execFileSync('cat', [join(folder, 'template')], {encoding: 'utf8'}).trim(), grade};
}

const table = 'CONTAINER   IMAGE   NAME\nbbbbbbbbbbbbb   busybox   b-name\n';
const paused = `{{$paused := eq .status.id "" "${ids[1]}"}}`;

// biome-ignore format: a table
it.each([
	['ps -f status=paused',                       table,          `${paused}{{if $paused}}{{.status.id}}{{end}}`],
	['ps -q -f status=paused',                    `${ids[1]}\n`,  `${paused}{{if $paused}}{{.status.id}}{{end}}`],
	['ps -f status=paused -f status=exited',      table,          `${paused}{{if (or $paused (eq .status.state "CONTAINER_EXITED"))}}{{.status.id}}{{end}}`],
	['ps -f status=exited -f status=created',     table,          '{{if (or (eq .status.state "CONTAINER_EXITED") (eq .status.state "CONTAINER_CREATED"))}}{{.status.id}}{{end}}'],
	['ps -f name=etcd_etcd',                      table,          '{{if (eq (printf "%.4s" (index .status.labels "io.kubernetes.pod.name")) "etcd")}}{{.status.id}}{{end}}'],
	['ps -f label=app',                           table,          '{{if (ne (printf "%v" (index .status.labels "app")) "<nil>")}}{{.status.id}}{{end}}'],
	['ps -f volume=/data',                        table,          '{{$mounted := false}}{{range .status.mounts}}{{if (or (eq .hostPath "/data") (eq .containerPath "/data"))}}{{$mounted = true}}{{end}}{{end}}{{if $mounted}}{{.status.id}}{{end}}'],
	['ps -a -f exited=1 --no-trunc',              table,          '{{if (and (eq .status.state "CONTAINER_EXITED") (eq (printf "%v" .status.exitCode) "1"))}}{{.status.id}}{{end}}'],
	[`ps -f 'label=a"b'\\''$(id)'`,               table,          `{{if (ne (printf "%v" (index .status.labels "a\\"b'$(id)")) "<nil>")}}{{.status.id}}{{end}}`],
	['ps -a -f before=web',                       table,          '{{$made := "2026-11-27T20:00:00Z"}}{{if (lt .status.createdAt $made)}}{{.status.id}}{{end}}'],
	['ps -a -f since=web',                        table,          '{{$made := "2026-11-27T20:00:00Z"}}{{if (gt .status.createdAt $made)}}{{.status.id}}{{end}}'],
])('docker %s: the rows of those that fit', (line, out, template) => {
	expect(pasted(line)).toEqual({out, template, grade: 'close'});
});

it('where nothing fits, the heading alone', () => {
	write('none', '');
	const [text = ''] = answer('ps -a -f exited=9').map(part => part.replace('crictl inspect', 'true'));
	const out = execFileSync('sh', ['-c', text], {env: {PATH: `${folder}:${process.env.PATH}`}, encoding: 'utf8'});
	expect(out).toBe('CONTAINER   IMAGE   NAME\n');
});

it('what is paused is asked of ctr alone', () => {
	expect(answer('ps -f status=paused', {}, {target: 'crictl'})).toEqual(['crictl ps', 'partial']);
});

// biome-ignore format: a table
it.each([
	['ps -f publish=8080',              'published', 'eq (printf "%5s" .host_port) " 8080"'],
	['ps -f publish=80-18080/udp',      'published', '(ge (printf "%5s" .host_port) "   80") (le (printf "%5s" .host_port) "18080") (eq (printf "%v" (or (index . "protocol") 0)) "1")'],
	['ps -q -f publish=80 -f publish=90', 'published', 'if (or (and (eq (printf "%5s" .host_port) "   80")'],
	['ps -f network=host --format {{.Names}}', 'onHost', 'if eq .status.linux.namespaces.options.network "NODE"'],
])('docker %s: the containers of the pods that fit', (line, variable, asked) => {
	const {template} = pasted(line);
	expect(template).toContain(`{{$${variable} := eq .info.sandboxID "" "${ids[2]}" "${ids[2]}"}}{{if $${variable}}}`);
	expect(execFileSync('cat', [join(folder, 'pod-template')], {encoding: 'utf8'})).toContain(asked);
});
