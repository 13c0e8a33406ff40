import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {describe, expect, it} from 'vitest';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import {type NodeSetup, type Person, runOneShot} from '../support/one-shot.ts';

type Node = Pick<NodeSetup, 'answers'> & {
	readonly crictl?: string;
	/** What each installed tool says of its version. */
	readonly installed?: Readonly<Record<string, string>>;
};

/** `rtconsole translate` on a node where k3s carries the tools. */
async function run(
	args: readonly string[],
	person: Person = {},
	{answers, crictl = '1.30.0', installed = {}}: Node = {},
) {
	return runOneShot(translateCommand, args, person, {
		...(answers && {answers}),
		versions: installed,
		facts: {
			tools: {
				crictl: {name: 'crictl', command: ['k3s', 'crictl'], version: crictl},
				ctr: {name: 'ctr', command: ['ctr'], version: '1.7.24'},
			},
			endpoint: {url: 'unix:///run/k3s.sock', source: 'flag', detail: ''},
			containerdAddress: '/run/k3s/containerd.sock',
		},
	});
}

// biome-ignore format: a table
it.each([
	['exact',               ['docker', 'ps', '-a'],                        0, 'crictl ps --all\n# note: Only'],
	['one quoted argument', ['docker ps -a'],                              0, 'crictl ps --all\n# note: Only'],
	['after --',            ['--', 'docker', 'ps'],                        0, 'crictl ps\n# note'],
	['--line',              ['--line', 'docker ps'],                       0, 'crictl ps\n# note'],
	['partial',             ['docker', 'ps', '-s'],                        3, 'crictl ps\n# lost --size: crictl ps has no size column, and its -s means --state.\n#   instead: crictl stats'],
	['none',                ['docker', 'login'],                           4, '# lost: Neither crictl nor ctr logs in'],
	['for another node',    ['--for', 'crictl=1.26,containerd=1.6', 'docker', 'exec', '-u', '0', 'web', 'id'], 0, 'ctr -n k8s.io task exec --exec-id exec-'],
	['for, with =',         ['--for=crictl=1.26', 'docker', 'images', '-f', 'dangling=true'], 3, 'crictl images\n# lost --filter: crictl 1.26 has no'],
	['--explain',           ['--explain', 'docker', 'ps', '-as'],          3, 'docker ps -as\n1──────── 2──\ncrictl ps --all\n1──────── 2────\n\n1 docker '],
	['--explain ctr',       ['--explain', '--target', 'ctr', 'docker pull a'], 0, 'docker pull a\n1────────── 2\nctr -n k8s.io images pull docker.io/library/a:latest\n1── +──────── 1────────── 2'],
	['--explain backwards', ['--explain', 'crictl', 'ps', '-a'],           0, 'crictl ps -a\n1──────── 2─\ndocker ps --all\n1──────── 2────\n\n1 crictl '],
	['--target ctr',        ['--target', 'ctr', 'docker', 'pull', 'nginx'], 0, 'ctr -n k8s.io images pull docker.io/library/nginx:latest\n'],
])('%s: %j → %i', async (_case, args, code, begins) => {
	const result = await run(args);
	expect(result.out.slice(0, begins.length)).toBe(begins);
	expect(result).toMatchObject({code, err: '', ran: []});
});

it('answers for the tools that are installed here, if no other node is named', async () => {
	const installed = {crictl: 'crictl version v1.26.0\n', ctr: 'ctr github.com/containerd/containerd 1.6.20~ds1\n'};
	const args = ['docker', 'images', '-f', 'dangling=true'];
	const here = await run(args, {json: true}, {installed});
	expect(JSON.parse(here.out).for).toEqual({crictl: '1.26.0', ctr: '1.6.20'});
	expect(here.out).toContain('crictl 1.26.0 has no --filter');
	const elsewhere = await run(['--for', 'crictl=1.30', ...args], {json: true}, {installed});
	expect(JSON.parse(elsewhere.out).for).toEqual({crictl: '1.30', ctr: '1.7'});
	const line = await run(['--line', 'docker images -f dangling=true'], {}, {installed});
	expect(line.out).toContain('crictl 1.26.0 has no --filter');
});

it.each([
	[['cat', '/etc/docker/daemon.json'], 'containerd does not read it'],
	[['tail -f /var/lib/docker/containers/x/x-json.log'], 'leave nothing there'],
])('%j of another program is a line of a script', async (words, said) => {
	const answer = await run(words);
	expect(answer).toMatchObject({code: 4, err: ''});
	expect(answer.out).toContain(said);
});

// biome-ignore format: a table
it.each([
	['a flag of docker',   ['docker', 'ps', '--formt', 'x'], 'rtconsole: docker ps has no flag --formt; did you mean --format?\n'],
	['a docker command',   ['docker', 'imagse'],             'rtconsole: docker has no command imagse; did you mean docker images?\n'],
	['a flag of ours',     ['--runn', 'docker', 'ps'],       'rtconsole: translate has no flag --runn; did you mean --run?\n'],
	['a script explained', ['--explain', '--line', 'docker ps'], 'rtconsole: --explain explains one command: not a line, not a script\n'],
	['run and explain',    ['--run', '--explain', 'docker', 'ps'], 'rtconsole: --explain runs nothing: leave out --run\n'],
	['a tool',             ['--target', 'podman', 'docker'], "rtconsole: --target takes crictl, ctr or nerdctl, not 'podman'\n"],
	['a version',          ['--for', 'crictl', 'docker'],    "rtconsole: --for takes crictl=1.26,containerd=1.6, not 'crictl'\n"],
	['a quote',            ["docker ps -f 'name"],           "rtconsole: a ' is not closed\n"],
	['another program',    ['kubectl', 'get', 'pods'],       'rtconsole: kubectl does not ask docker and stays as it is; here: rtconsole pods, containers and why NAME ask the node, without the API server\n'],
	['no program of ours', ['getfacl', 'x'],                 'rtconsole: docker has no command getfacl\n'],
	['nothing',            [],                               'rtconsole: translate needs a docker command; did you mean rtconsole translate docker ps -a?\n'],
])('%s that is wrong is named', async (_case, args, err) => {
	expect(await run(args)).toMatchObject({code: 2, out: '', err});
});

describe('--json', () => {
	const valid = new Ajv().compile(JSON.parse(readFileSync('data/schema/translate.json', 'utf8')));

	// biome-ignore format: a table
	it.each([
		'ps -a', 'stop web', 'run -d --name web -p 80:80 nginx', 'load -i x.tar.gz', 'cp web:/a .', 'login', 'exec -it web sh', 'logs -f web', 'wait web',
	])('docker %s keeps to the schema', async line => {
		const {out} = await run([`docker ${line}`], {json: true});
		valid(JSON.parse(out));
		expect(valid.errors).toBeNull();
	});

	it.each([
		['translate', 'docker ps -as'],
		['translate', 'docker run -d --name web nginx sh -c id'],
		['translate', 'docker login'],
		['backwards', 'ctr -n moby t ls -q'],
		['backwards', 'ctr snapshots ls'],
	])('--explain, %s: %s keeps to the schema', async (schema, line) => {
		const validate = new Ajv().compile(JSON.parse(readFileSync(`data/schema/${schema}.json`, 'utf8')));
		const answer = JSON.parse((await run(['--explain', line], {json: true})).out);
		validate(answer);
		expect(validate.errors).toBeNull();
		expect(answer.explain.words.map(({word}: {word: string}) => word)).toEqual(line.split(' '));
		expect(answer.explain.findings.map(({id}: {id: string}) => id)).toEqual(
			answer.findings.map(({id}: {id: string}) => id),
		);
	});

	it('has the line to paste as text', async () => {
		const {out} = await run(['docker', 'stop', 'web'], {json: true});
		expect(JSON.parse(out)).toMatchObject({
			docker: 'docker stop web',
			commands: [
				{
					argv: ['crictl', 'stop', '--timeout', '10', {lookup: 'container', name: 'web'}],
					text: `crictl stop --timeout 10 "$(crictl ps --all --latest --quiet --name '^web$')"`,
					effect: 'write',
				},
			],
			fidelity: 'close',
			for: {crictl: '1.30', ctr: '1.7'},
		});
	});

	it('has the error as JSON too', async () => {
		const {code, out} = await run(['docker', 'ps', '--quite'], {json: true});
		expect([code, JSON.parse(out)]).toEqual([2, {error: 'docker ps has no flag --quite', suggestion: '--quiet'}]);
	});
});

it('what is printed is a shell script', async () => {
	const {out} = await run(['docker run --name t --pull never busybox sh -c "echo it\'s"']);
	expect(execFileSync('sh', ['-n'], {input: out, encoding: 'utf8'})).toBe('');
});

const web = 'c'.repeat(64);

describe('--run', () => {
	// biome-ignore format: a table
	it.each([
		['a read',          'docker ps -a',            {},                  [`query k3s crictl --runtime-endpoint unix:///run/k3s.sock ps --all`], 0],
		['a write, --yes',  'docker stop web',         {yes: true},         [`run k3s crictl --runtime-endpoint unix:///run/k3s.sock stop --timeout 10 ${web}`], 0],
		['a write, yes',    'docker stop web',         {says: true},        [`run k3s crictl --runtime-endpoint unix:///run/k3s.sock stop --timeout 10 ${web}`], 0],
		['a write, no',     'docker stop web',         {says: false},       [], 3],
		['nobody to ask',   'docker stop web',         {},                  [], 3],
		['ctr',             'docker kill -s HUP web',  {yes: true},         [`run ctr --address /run/k3s/containerd.sock -n k8s.io task kill --signal SIGHUP ${web}`], 0],
		['a terminal',      'docker exec -it web sh',  {yes: true},         [`attach k3s crictl --runtime-endpoint unix:///run/k3s.sock exec --interactive --tty ${web} sh`], 0],
		['follow',          'docker logs -f web',      {},                  [`follow k3s crictl --runtime-endpoint unix:///run/k3s.sock logs --follow ${web}`], 0],
		['no such name',    'docker logs nosuch',      {},                  [], 1],
		['nothing to run',  'docker login',            {yes: true},         [], 4],
	] satisfies ReadonlyArray<readonly [string, string, Person, readonly string[], number]>)('%s: %s', async (_case, line, person, ran, code) => {
		expect(await run(['--run', line], person)).toMatchObject({code, ran});
	});

	it('shows what would run', async () => {
		expect((await run(['--run', 'docker stop web'])).err).toContain(
			`crictl --runtime-endpoint unix:///run/k3s.sock stop --timeout 10 ${web}`,
		);
	});

	it('hands output on as it is', async () => {
		const answers = {ps: {stdout: '\u001b[2Jé\n\n', stderr: 'warn'}};
		expect(await run(['--run', 'docker ps'], {}, {answers})).toMatchObject({out: '\u001b[2Jé\n\n', err: 'warn'});
	});

	it('pulls only what is missing', async () => {
		const {ran} = await run(['--run', 'docker run --name t busybox'], {yes: true});
		const image = 'docker.io/library/busybox:latest';
		const asked = `ctr --address /run/k3s/containerd.sock -n default images ls --quiet name==${image}`;
		expect(ran[0]).toMatch(/^run sh -c /);
		expect(ran[0]).toContain(` sh 9 0 ${asked} env `);
		// What the kubelet has is taken over; else the registry is asked, by the program of this node.
		expect(ran[0]).toContain(`images export --platform "linux/$on" - "$0"`);
		expect(ran[0]).toContain(
			`|| exec "$@" ${image} ctr --address /run/k3s/containerd.sock -n default images pull ${image}`,
		);
		expect(ran[1]).toMatch(/^run sh -c .* sh 0 2 sleep 1 env .* t sh -c .* sh ctr --address .* run .* t$/s);
	});

	// biome-ignore format: a table
	it.each([
		['its own code',      1, 'level=fatal msg="execing command in container: command terminated with exit code 7"', 7],
		['nothing there',     1, 'OCI runtime exec failed: exec: "x": executable file not found in $PATH: unknown', 127],
		['not to be run',     1, 'OCI runtime exec failed: exec: "/etc": permission denied: unknown', 126],
		['something else',    1, 'container is not running', 1],
	])('the exit code is docker\u2019s: %s', async (_case, exitCode, stderr, code) => {
		const answers = {exec: {exitCode, stderr}};
		expect(await run(['--run', 'docker exec web x'], {yes: true}, {answers})).toMatchObject({code});
	});

	it('keeps to the versions of this node', async () => {
		expect((await run(['--run', 'docker images -f dangling=true'], {}, {crictl: '1.26.1'})).err).toContain(
			'crictl 1.26.1 has no --filter',
		);
	});
});
