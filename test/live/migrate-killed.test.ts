import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {podsMs, quickPods, treeOfNode} from '../support/lab-migration.ts';

let box: Box;
let before = '';
beforeAll(async () => {
	box = await bootBox('docker');
	await box.must(quickPods, podsMs);
	before = await box.must(treeOfNode);
}, 400_000);
afterAll(() => box?.remove());

const allMs = 900_000;
const rtconsole = '/rt/rtconsole migrate';

/** Kill -9 at each thing that the walk tells, each once, and begin again; prints how often, and the last line. */
const killedEverywhere = `cd /tmp; rm -f seen walk; touch seen; mkfifo walk; kills=0
for round in $(seq 1 120); do
	${rtconsole} apply --yes --json </dev/null >walk 2>walk.err & pid=$!
	last=; hit=
	while IFS= read -r line; do
		last=$line
		case $line in *'"type":"step"'*) ;; *) continue;; esac
		case $line in *'"state":"skipped"'*) continue;; esac
		key=$(sed -E 's/^.*"id"/"id"/; s/"durationMs".*//; s/[0-9a-f]{64}/ID/g' <<<"$line")
		grep -qxF -- "$key" seen && continue
		kill -9 $pid; echo "$key" >> seen; kills=$((kills+1)); hit=1
		break
	done < walk
	wait $pid 2>/dev/null
	[ -n "$hit" ] || break
done
echo $kills; echo "$last"; cat walk.err >&2`;

it('kill -9 at the beginning, after each change and at the end of every step: the walk goes on to its end', {
	timeout: allMs,
}, async () => {
	const {stdout} = await box.run(killedEverywhere, {timeoutMs: allMs});
	const [kills = '', last = '{}'] = stdout.trim().split('\n');
	expect(JSON.parse(last)).toMatchObject({type: 'result', ok: true, runtime: expect.stringMatching(/^containerd:/)});
	expect(Number(kills)).toBeGreaterThan(28);
	expect(await box.must('ctr -n moby c ls -q')).toBe('');
	expect(await box.must('kubectl get pods -o name')).toContain('pod/bare');
});

it('nothing that came to its end was done twice', async () => {
	const ledger = await box.must('cat /var/lib/rtconsole/migrate/ledger.jsonl');
	const entries = ledger
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	const whole = new Set(entries.flatMap(({do: kind, change}) => (kind === 'did' ? [change] : [])));
	const undid = new Set(entries.flatMap(({do: kind, change}) => (kind === 'undid' ? [change] : [])));
	const stands = entries.filter(({change, path}) => path !== undefined && whole.has(change) && !undid.has(change));
	const done = stands.map(({path}) => path);
	expect(done.filter((path, index) => done.indexOf(path) !== index)).toEqual([]);
	const starts = entries.filter(({argv, step}) => argv?.[1] === 'stop' && step === 'stop-kubelet');
	const started = entries.findIndex(({step}) => step === 'start-kubelet');
	expect(starts.every(entry => entries.indexOf(entry) < started)).toBe(true);
});

const undone = async () => {
	const {exitCode, stdout} = await box.run(`${rtconsole} undo --yes --json`, {timeoutMs: allMs});
	expect({exitCode, last: JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')}).toMatchObject({
		exitCode: 0,
		last: {ok: true, runtime: expect.stringMatching(/^docker:/)},
	});
	expect(await box.must(treeOfNode)).toBe(before);
};

it('and all of it is taken back: every file as it was', {timeout: allMs}, undone);

const places =
	'containerd-config crictl-config images bare-pods cordon drain stop-kubelet kubelet-config stop-docker start-kubelet uncordon';

it.each(places.split(' '))('undo after %s: every file as it was', {timeout: allMs}, async place => {
	const {exitCode, stdout} = await box.run(`${rtconsole} apply --yes --json --until ${place} </dev/null`, {
		timeoutMs: allMs,
	});
	expect({exitCode, stdout}).toMatchObject({exitCode: 0});
	await undone();
});
