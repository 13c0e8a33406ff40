import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {buildByCtr} from '../../src/translate/by-ctr/builders.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

// What ctr 1.6.20 prints, shortened; crictl answers with the template that it is asked, in which it would fill the rest from the image.
const info = {
	ID: 'web',
	Labels: {},
	Image: 'docker.io/library/busybox:1.35',
	Spec: {
		process: {
			args: ['sh', '-c', 'echo "$A" {{x}}'],
			env: ['PATH=/bin', 'A.B=1 "2", {{y}}', 'AxB=3', 'C=4'],
			cwd: '/tmp',
		},
	},
};
const crictl = `#!/bin/sh
case "$5" in '{{range'*) exit ;; esac
[ "$2" = --output ] && printf '%s' "$5"; exit 0`;

function committed(...flags: readonly string[]): string {
	const answer = translate(
		['commit', ...flags, 'web', 'mine:1'],
		tables,
		{},
		{
			unique: 'x',
			shaped: true,
			buildInstead: ask => buildByCtr({namespace: 'default'}, ask),
		},
	);
	if ('error' in answer) throw new Error(answer.error);
	const folder = mkdtempSync(join(tmpdir(), 'commit-'));
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	writeFileSync(join(folder, 'info'), JSON.stringify(info, undefined, 4));
	writeFileSync(join(folder, 'layer.tar'), '');
	writeFileSync(join(bin, 'ctr'), `#!/bin/sh\n[ "$3 $4" = "containers info" ] && cat ${folder}/info; exit 0`);
	writeFileSync(join(bin, 'crictl'), crictl);
	for (const name of ['ctr', 'crictl']) chmodSync(join(bin, name), 0o755);
	const described = answer.commands.find(({argv}) => argv.some(word => String(word).includes('config.json"')));
	const words = (described?.argv ?? []).map(word =>
		word === '/tmp/commit-x' ? folder : typeof word === 'string' ? word : 'web',
	);
	const {stderr} = spawnSync(words[0] ?? '', words.slice(1), {
		env: {PATH: `${bin}:${process.env.PATH}`},
		encoding: 'utf8',
	});
	expect(stderr).toBe('');
	return readFileSync(join(folder, 'config.json'), 'utf8');
}

it('the image has what the container was started with', () => {
	const config = committed();
	expect(config).toContain('"Entrypoint":null,"Cmd":["sh","-c","echo \\"$A\\" {{"{{"}}x}}"],"WorkingDir":"/tmp"');
	expect(config).toContain('"Env":["PATH=/bin","A.B=1 \\"2\\", {{"{{"}}y}}","AxB=3","C=4"]');
	expect(config).toContain('"User":{{json (index .info.imageSpec.config "User")}}');
});

it('what --change says stands in its place', () => {
	const config = committed('--change', 'CMD ["top"]', '--change', 'ENV A.B=5 D=6');
	expect(config).toContain('"Cmd":["top"]');
	expect(config).toContain('"Env":["PATH=/bin","AxB=3","C=4","A.B=5","D=6"]');
});
