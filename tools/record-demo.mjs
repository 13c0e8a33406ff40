import './require-node.mjs';
import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {resolve} from 'node:path';
import {build} from 'esbuild';

// npm run demo:record: boot a real node of the lab (Kubernetes 1.30 on containerd) and record it into data/demo.
const lab = process.env.RTCONSOLE_LAB ?? resolve('../shared/lab/lab');
const home = process.env.LAB_HOME ?? `${homedir()}/.cache/rtconsole-lab`;
const name = `demo-${process.pid}`;
const folder = resolve('dist/record');
mkdirSync(folder, {recursive: true});
await build({
	entryPoints: ['tools/record-demo.ts'],
	outfile: `${folder}/record-demo.mjs`,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	loader: {'.jsonl': 'text'},
	external: ['*.jsonl'],
	banner: {
		js: "import {createRequire as createRequireOfNode} from 'node:module';const require=createRequireOfNode(import.meta.url);",
	},
});
copyFileSync(process.execPath, `${folder}/node`);
if (!existsSync('dist/rtconsole')) throw new Error('first: npm run build');
copyFileSync('dist/rtconsole', `${folder}/rtconsole`);

/** Of a journal the demo has its last lines, and of each the fields that are read. */
const journalLines = 150;
const journalFields = [
	...[
		'__REALTIME_TIMESTAMP',
		'__CURSOR',
		'_BOOT_ID',
		'MESSAGE',
		'PRIORITY',
		'SYSLOG_IDENTIFIER',
		'UNIT',
		'_SYSTEMD_UNIT',
	],
	...['_COMM', '_PID', '_TRANSPORT', '_SYSTEMD_INVOCATION_ID', 'INVOCATION_ID'],
];

/**
 * What the program itself asks for these: the check-up, why each pod does or does not run, a migration, the journals.
 * The check-up last: of a folder or a file that is read more than once a recording has the last answer.
 */
const asked = `
ask() { n=$((n+1)); timeout -s INT 20 /rt/rtconsole --record /share/recording/$n "$@" </dev/null >/dev/null 2>&1; }
ask migrate; ask migrate status
for pod in $(crictl pods -o json | grep -oP '"name": "\\K[^"]+' | sort -u); do ask why $pod; done
timeout -s INT 4 /rt/rtconsole --record /share/recording/journal journal </dev/null >/dev/null 2>&1
ask check
cat $(ls -td /share/recording/*/ | tac | sed 's:$:recording.jsonl:') >> /share/recording/recording.jsonl`;

run(['up', name, process.argv[2] ?? 'modern'], {BIND: `${folder}:/rt:ro`});
try {
	// Crashed containers and some log lines need their time. After its fifth start the crasher rests for 160 s: all answers are
	// of the same containers then.
	const rested = `until [ "$(crictl ps -a --name '^c$' -o json | grep -oP '"attempt": \\K[0-9]+' | sort -n | tail -1)" -ge 5 ]; do sleep 1; done`;
	run(['sh', name, 'ctr -n k8s.io leases create --id pull-of-web expires=never || true']);
	// Something to be listened to.
	const busy =
		'sleep 2; for i in 1 2 3; do ctr -n k8s.io run --rm docker.io/library/busybox:1.35 hello-$i true; sleep 3; done';
	run([
		'sh',
		name,
		`${rested}; sleep 1; (${busy}) >/dev/null 2>&1 & /rt/node /rt/record-demo.mjs /share/recording && { ${asked}; }`,
	]);
	const text = readFileSync(`${home}/boxes/${name}/share/recording/recording.jsonl`, 'utf8');
	mkdirSync('data/demo', {recursive: true});
	writeFileSync('data/demo/recording.jsonl', slim(text));
} finally {
	run(['rm', name]);
}

/**
 * The same answer asked twice is kept once; what never changes between two is not repeated. A journal is asked for again and
 * again, and never answers the same: its last answer is kept. Where the lab lies on this machine is nobody's business.
 */
function slim(text) {
	const seen = new Set();
	const lines = text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line)]));
	const read = new Set(lines.map(({path}) => path));
	const last = new Map(lines.map(line => [JSON.stringify(line.argv), line]));
	return lines
		.flatMap(line => {
			if (line.argv?.[0] === 'journalctl') return last.get(JSON.stringify(line.argv)) === line ? [shortened(line)] : [];
			// Processes that came and went between two looks were listed, and never asked.
			if (line.kind === 'names' && line.path === '/proc')
				return [{...line, names: line.names.filter(pid => !/^\d+$/.test(pid) || read.has(`/proc/${pid}/comm`))}];
			return [line];
		})
		.filter(({at: _at, durationMs: _duration, ...rest}) => {
			const key = JSON.stringify(rest);
			if (seen.has(key)) return false;
			seen.add(key);
			return true;
		})
		.map(line => JSON.stringify(line).replaceAll(home, '/srv/lab').replaceAll(name, 'demo'))
		.join('\n')
		.concat('\n');
}

function shortened(line) {
	if (line.stdout !== undefined)
		return {...line, stdout: lastOf(line.stdout.split('\n').filter(each => each !== '')).join('\n')};
	if (line.batches === undefined) return line;
	return {...line, batches: line.batches.map(batch => ({...batch, lines: lastOf(batch.lines)}))};
}

function lastOf(lines) {
	return lines.slice(-journalLines).map(line => {
		if (!line.startsWith('{')) return line;
		const fields = JSON.parse(line);
		return JSON.stringify(
			Object.fromEntries(journalFields.flatMap(field => (field in fields ? [[field, fields[field]]] : []))),
		);
	});
}

function run(args, env = {}) {
	const {status} = spawnSync(lab, args, {stdio: 'inherit', env: {...process.env, ...env}});
	if (status !== 0) throw new Error(`lab ${args[0]} ended with ${status}`);
}
