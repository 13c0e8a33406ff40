import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import {span} from './container-words.ts';
import type {Why, WhyCause} from './why.ts';

/** The wait doubles from 10 s on, to 5 minutes at most. Source: kubelet MaxContainerBackOff, backOffPeriod. */
const firstBackoffMs = 10_000;
const longestBackoffMs = 300_000;

/** What the kubelet, or docker, does about it by itself, if nobody does anything. */
export function nextStep(facts: WhyFacts, verdict: Why['verdict'], causes: readonly WhyCause[]): string | undefined {
	if (verdict === 'runs' || verdict === 'ended') return undefined;
	if (facts.pod === undefined) return nextOfNoPod(facts);
	const made = facts.containers.find(({container}) => container.state === 'created');
	const kubelet = 'value' in facts.kubelet ? facts.kubelet.value : 'runs';
	if (kubelet === 'none' && made !== undefined && made.message === undefined && !('value' in facts.api))
		return `nothing: no kubelet runs on this node, and ${made.container.name} was never started: crictl start ${made.container.id.slice(0, 13)}`;
	if (kubelet !== 'runs') return withoutKubelet[kubelet];
	const api = 'value' in facts.api ? facts.api.value : undefined;
	if (api?.goneAtMs !== undefined) return undefined;
	if (api?.phase === 'Failed')
		return `nothing: ${facts.containers.length === 0 ? 'the kubelet refused it' : 'it failed'} for good. Delete it; what made it makes another`;
	const own = causes.map(({id}) => afterwards[id]).find(text => text !== undefined);
	if (own !== undefined) return own;
	const failed = facts.containers.find(({container}) => container.state !== 'running');
	if (failed === undefined) return undefined;
	if (api?.restartPolicy === 'Never' || (api?.restartPolicy === 'OnFailure' && failed.container.exitCode === 0))
		return `nothing: its restartPolicy is ${api.restartPolicy}`;
	const {finishedAtMs, createdAtMs, attempt} = failed.container;
	const waitMs = saidBackoffMs(facts) ?? Math.min(firstBackoffMs * 2 ** Math.min(attempt, 10), longestBackoffMs);
	const leftMs = (finishedAtMs ?? createdAtMs) + waitMs - facts.nowMs;
	const when = leftMs > 0 ? `in about ${span(leftMs)}` : 'any moment now';
	const unless = api === undefined ? ', unless its restartPolicy is Never' : '';
	return `the kubelet starts ${failed.container.name} again ${when}: it waits ${span(waitMs)} after each end by now, and never more than 5 minutes${unless}`;
}

const withoutKubelet = {
	none: 'nothing: no kubelet runs on this node, and only it starts containers of pods. rtconsole check says why, where there should be one',
	halted:
		'nothing: the kubelet was stopped by a signal, and does no work: rtconsole check has the command that lets it go on',
};

/** Source: docker's restart policies; containerd's restart monitor, which nerdctl and `ctr` labels switch on. */
function nextOfNoPod({containers, tool}: WhyFacts): string | undefined {
	const [failed] = containers.filter(({container}) => container.state !== 'running');
	if (failed === undefined) return undefined;
	const {container, restartPolicy} = failed;
	if (container.labels['containerd.io/restart.status'] === 'running')
		return 'containerd starts it again within ten seconds, as its label containerd.io/restart.status asks';
	if (restartPolicy === undefined && tool === 'ctr') return `nothing: ${startByCtr(container)}`;
	if (restartPolicy === undefined) return 'nothing: it belongs to no pod, and nothing starts it again by itself';
	if (container.state === 'created') return `nothing: it waits for docker start ${container.name}`;
	if (restartPolicy === 'no' || (restartPolicy === 'on-failure' && container.exitCode === 0))
		return `nothing: its restart policy is ${restartPolicy}; docker start ${container.name} starts it`;
	return `docker starts it again, unless a person stopped it: its restart policy is ${restartPolicy}`;
}

/** A task that ended is in the way of the next one until it is taken away. */
function startByCtr({id, containerdNamespace}: WhyContainer['container']): string {
	const tasks = `ctr -n ${containerdNamespace} tasks`;
	return `it belongs to no pod, and nothing starts it by itself: ${tasks} start -d ${id}; where ${tasks} ls calls it STOPPED, ${tasks} rm ${id} first`;
}

const afterwards: Readonly<Record<string, string>> = {
	'image-not-found': 'the kubelet pulls again, ever more slowly, every 5 minutes in the end',
	'registry-unreachable': 'the kubelet pulls again, ever more slowly, every 5 minutes in the end',
	'pull-denied': 'the kubelet pulls again, ever more slowly, every 5 minutes in the end',
	x509: 'the kubelet pulls again, ever more slowly, every 5 minutes in the end',
	errimageneverpull: 'the kubelet looks again from time to time: it starts once the image is on the node',
	'config-ref-missing': 'the kubelet looks again about once a minute: it starts once what is missing is there',
	'mount-failed': 'the kubelet mounts again, every two minutes in the end: it starts once the mount works',
	'hostpath-missing': 'the kubelet looks again, every two minutes in the end: it starts once the path is there',
	'run-as-non-root': 'the kubelet looks again and refuses again: it cannot start as it is',
	'sandbox-failed': 'the kubelet makes the sandbox again every few seconds: it starts once that works',
	'readiness-failed': 'the kubelet probes it again and again; until it answers, no service sends it anything',
};

/** The kubelet says how long it waits: `back-off 2m40s restarting failed container`. */
function saidBackoffMs({api, journal}: WhyFacts): number | undefined {
	const said = [
		...('value' in journal ? journal.value : []),
		...('value' in api ? api.value.containers.map(({waiting}) => waiting?.message ?? '') : []),
	];
	const found = said.map(text => /back-off (?:(\d+)m)?(\d+)s restarting failed/.exec(text)).findLast(match => match);
	return found ? (Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0)) * 1000 : undefined;
}
