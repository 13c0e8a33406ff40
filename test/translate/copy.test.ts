import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {lex} from '../../src/translate/lex.ts';
import {printCommand} from '../../src/translate/print.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const id = 'c0ffee'.padEnd(64, '0');

/** A folder to stand in, with a container's files in `root`; on PATH a ctr that knows it, ended, and a mount of links. */
function node(): {readonly folder: string; readonly root: string} {
	const folder = mkdtempSync(join(tmpdir(), 'copy-'));
	const root = join(folder, 'root');
	const put = (path: string, text: string) => {
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text);
	};
	put(join(root, 'run/app.pid'), 'of the container');
	put(join(root, 'etc/hosts'), 'hosts');
	put(join(root, 'data/old'), 'below the volume');
	put(join(folder, 'volume/new'), 'of the volume');
	mkdirSync(join(root, 'var'));
	symlinkSync('/run', join(root, 'var/run'));
	symlinkSync('/var/run/app.pid', join(root, 'pid'));
	symlinkSync('loop', join(root, 'loop'));
	const spec = {
		ID: id,
		Snapshotter: 'overlayfs',
		Spec: {
			mounts: [
				{destination: '/proc', type: 'proc', source: 'proc'},
				{destination: '/data', type: 'bind', source: join(folder, 'volume'), options: ['rbind']},
			],
		},
	};
	writeFileSync(join(folder, 'info.json'), JSON.stringify(spec, undefined, 4));
	tool(
		folder,
		'ctr',
		`case "$*" in *"task ls"*) echo "TASK PID STATUS" ;; *info*) cat ${folder}/info.json ;; *mounts*) echo "mount -t overlay overlay $5 -o workdir=/w,upperdir=${root},lowerdir=/l" ;; esac`,
	);
	// What is mounted is a copy, and what is mounted over it takes its place.
	tool(
		folder,
		'mount',
		`echo "mount $*" >>${folder}/mounts; case $1 in --bind) rm -r "$3"; cp -R "$2" "$3" ;; *) cp -R ${root}/. "$4" ;; esac`,
	);
	tool(folder, 'umount', 'find "$2" -mindepth 1 -delete');
	return {folder, root};
}

function tool(folder: string, name: string, script: string): void {
	mkdirSync(join(folder, 'bin'), {recursive: true});
	writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
	chmodSync(join(folder, 'bin', name), 0o755);
}

function run(line: string, folder: string): string {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const answer = translate(lexed.words, tables, {}, {unique: 'x'});
	if ('error' in answer) throw new Error(answer.error);
	const script = answer.commands
		.map(command => printCommand({...command, ...command.run, ...command.ended}))
		.join('\n');
	const env = {...process.env, PATH: `${folder}/bin:${process.env.PATH}`, TMPDIR: folder};
	return execFileSync('sh', ['-c', script], {cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
}

describe('docker cp of a container that has ended', () => {
	// biome-ignore format: a table
	it.each([
		['a file',                                `docker cp ${id}:/etc/hosts out`,          'out', 'hosts'],
		['a path without /',                      `docker cp ${id}:etc/hosts out`,           'out', 'hosts'],
		['a path with ..',                        `docker cp ${id}:/../etc/../etc/hosts out`, 'out', 'hosts'],
		['an absolute link on the way',           `docker cp ${id}:/var/run/app.pid out`,    'out', 'of the container'],
		['--follow-link',                         `docker cp -L ${id}:/pid out`,             'out', 'of the container'],
		['--follow-link keeps the name',          `docker cp -L ${id}:/pid bin`,             'bin/pid', 'of the container'],
		['a folder',                              `docker cp ${id}:/etc out`,                'out/hosts', 'hosts'],
		['what is in a folder',                   `docker cp ${id}:/etc/. out`,              'out/hosts', 'hosts'],
		['what is in a folder behind a link',     `docker cp ${id}:/var/run/ out`,           'out/app.pid', 'of the container'],
		['everything',                            `docker cp ${id}:/ out`,                   'out/etc/hosts', 'hosts'],
		['a volume',                              `docker cp ${id}:/data out`,               'out/new', 'of the volume'],
	])('out: %s', (_name, line, file, text) => {
		const {folder} = node();
		run(line, folder);
		expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
	});

	it('a link stays one', () => {
		const {folder} = node();
		run(`docker cp ${id}:/pid out`, folder);
		expect(lstatSync(join(folder, 'out')).isSymbolicLink()).toBe(true);
	});

	it.each(['/no/such', '/loop/x'])('out: %s fails', path => {
		const {folder} = node();
		expect(() => run(`docker cp ${id}:${path} out`, folder)).toThrow(/Command failed/);
		expect(existsSync(join(folder, 'out'))).toBe(false);
	});

	// A second mount with the same folder to work in breaks the first one.
	it('reads without a layer to write to, and leaves nothing mounted', () => {
		const {folder} = node();
		run(`docker cp ${id}:/etc/hosts out`, folder);
		const [mount, ...others] = readFileSync(join(folder, 'mounts'), 'utf8').trim().split('\n');
		expect(mount).toMatch(/^mount -t overlay overlay \S+ -o lowerdir=\S+:\/l -r$/);
		expect(others).toHaveLength(1);
		expect(existsSync(mount?.split(' ')[4] ?? '')).toBe(false);
	});

	it('as an archive', () => {
		const {folder} = node();
		expect(run(`docker cp ${id}:/etc -`, folder)).toContain('etc/hosts');
	});

	it('in: it is written where a link of the container leads in the container', () => {
		const {folder} = node();
		writeFileSync(join(folder, 'new.txt'), 'new');
		// The mounted copy goes; what was written is seen before it does.
		tool(folder, 'umount', `cp -R "$2" ${folder}/seen; find "$2" -mindepth 1 -delete`);
		run(`docker cp new.txt ${id}:/var/run`, folder);
		expect(readFileSync(join(folder, 'seen/run/new.txt'), 'utf8')).toBe('new');
	});

	it('docker export has no volumes', () => {
		const {folder} = node();
		run(`docker export -o all.tar ${id}`, folder);
		const names = execFileSync('tar', ['-tf', join(folder, 'all.tar')], {encoding: 'utf8'}).split('\n');
		expect(names).toEqual(expect.arrayContaining(['etc/hosts', 'data/old']));
		expect(names).not.toContain('data/new');
	});
});

describe('docker cp of a container that runs', () => {
	// biome-ignore format: a table
	it.each([
		['docker cp web:/etc/hosts .',   /^cp -R --preserve=mode,timestamps,links \/proc\/"\$\(crictl inspect .*\)"\/root\/etc\/hosts \.$/],
		['docker cp web:/etc/nginx -',   /^tar -C \/proc\/"\$\(crictl inspect .*\)"\/root\/etc -cf - nginx$/],
		['docker cp ./f web:/tmp',       /^tar -cf - -C \. f \| ctr -n k8s\.io task exec --user 0:0 --exec-id cp-x "\$\(crictl ps .*\)" sh -c /],
		['docker cp - web:/tmp',         /^ctr -n k8s\.io task exec --user 0:0 --exec-id cp-x "\$\(crictl ps .*\)" tar -xf - -C \/tmp$/],
		['docker export web -o x.tar',   /^tar --one-file-system -C \/proc\/"\$\(crictl inspect .*\)"\/root\/ --transform .* -cf x\.tar \.$/],
	])('%s is a line that a person can read; what has ended wants more, which is said', (line, expected) => {
		const lexed = lex(line);
		if ('error' in lexed) throw new Error(lexed.error);
		const answer = translate(lexed.words, tables, {}, {unique: 'x'});
		if ('error' in answer) throw new Error(answer.error);
		expect(answer.commands.map(printCommand).join('\n')).toMatch(expected);
		expect(answer.findings.map(({id: one}) => one)).toContain('cp.ended');
		const {argv} = answer.commands[0]?.ended ?? {argv: []};
		expect(argv[2]).toContain('snapshots mounts');
	});

	it('in: tar in the container, as root, also where that was found out only now', () => {
		const {folder} = node();
		writeFileSync(join(folder, 'new.txt'), 'new');
		tool(folder, 'ctr', `case "$*" in *"task ls"*) echo "${id}    77    RUNNING" ;; *) printf '%s\\n' "$@" ;; esac`);
		const words = run(`docker cp new.txt ${id}:/tmp`, folder).split('\n');
		expect(words.slice(0, 10)).toEqual([
			'-n',
			'k8s.io',
			'task',
			'exec',
			'--user',
			'0:0',
			'--exec-id',
			'cp-x',
			id,
			'sh',
		]);
	});

	it('out: without ctr through its process', () => {
		const answer = translate(['docker', 'cp', 'web:/etc/hosts', '.'], tables, {crictl: '1.30'}, {here: true});
		if ('error' in answer) throw new Error(answer.error);
		expect(answer.commands.map(printCommand).join()).toMatch(
			/^cp -R --preserve=mode,timestamps,links \/proc\/"\$\(crictl inspect/,
		);
	});
});

describe('docker diff', () => {
	it('with letters, without the places where the runtime mounts something', () => {
		const {folder, root} = node();
		const changed = join(folder, 'changed');
		for (const path of ['etc', 'made/by/runtime', 'data', 'new', 'www', 'var/run'])
			mkdirSync(join(changed, path), {recursive: true});
		for (const path of ['etc/hosts', 'new/a b', 'www/.wh.index.html', 'var/run/.wh..wh..opq'])
			writeFileSync(join(changed, path), '');
		mkdirSync(join(root, 'www'));
		const mounts = ['/data', '/made/by/runtime'].map(destination => ({destination, type: 'bind', source: '/x'}));
		writeFileSync(join(folder, 'info.json'), JSON.stringify({Spec: {mounts}}, undefined, 4));
		tool(
			folder,
			'ctr',
			`case "$*" in *"snapshots info"*) echo '    "Parent": "below",' ;; *containers*) cat ${folder}/info.json ;; *view*) echo "mount -t bind x $6 -o ro below=$8" ;; *" diff "*) tar -C ${changed} -czf - $(cd ${changed}; ls -A) ;; esac`,
		);
		tool(folder, 'mount', `case $* in *below=below) cp -R ${root}/. "$4" ;; esac`);
		expect(run(`docker diff ${id}`, folder)).toBe(
			[
				'C /etc',
				'C /etc/hosts',
				'A /new',
				'A /new/a b',
				'C /var',
				'C /var/run',
				'C /www',
				'D /www/index.html',
				'',
			].join('\n'),
		);
	});
});
