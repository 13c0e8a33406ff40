import './require-node.mjs';
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
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

run(['up', name, process.argv[2] ?? 'modern'], {BIND: `${folder}:/rt:ro`});
try {
	// Crashed containers and some log lines need their time.
	run(['sh', name, 'ctr -n k8s.io leases create --id pull-of-web expires=never || true']);
	// Something to be listened to.
	const busy =
		'sleep 2; for i in 1 2 3; do ctr -n k8s.io run --rm docker.io/library/busybox:1.35 hello-$i true; sleep 3; done';
	run(['sh', name, `sleep 35; (${busy}) >/dev/null 2>&1 & /rt/node /rt/record-demo.mjs /share/recording`]);
	const text = readFileSync(`${home}/boxes/${name}/share/recording/recording.jsonl`, 'utf8');
	mkdirSync('data/demo', {recursive: true});
	writeFileSync('data/demo/recording.jsonl', slim(text));
} finally {
	run(['rm', name]);
}

/** The same answer asked twice is kept once; what never changes between two is not repeated. */
function slim(text) {
	const seen = new Set();
	return text
		.split('\n')
		.filter(line => {
			if (line === '') return false;
			const {at: _at, durationMs: _duration, ...rest} = JSON.parse(line);
			const key = JSON.stringify(rest);
			if (seen.has(key)) return false;
			seen.add(key);
			return true;
		})
		.join('\n')
		.concat('\n');
}

function run(args, env = {}) {
	const {status} = spawnSync(lab, args, {stdio: 'inherit', env: {...process.env, ...env}});
	if (status !== 0) throw new Error(`lab ${args[0]} ended with ${status}`);
}
