import type {Action} from '../../src/app/action.ts';
import type {Looked, StandingChange} from '../../src/app/migration/door.ts';
import type {MigrationNews} from '../../src/app/migration/news.ts';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {makePlan} from '../../src/migrate/plan.ts';
import type {Progress} from '../../src/migrate/progress.ts';
import {containerOf, dockerNode, type Told} from './migration-facts.ts';
import {nowMs} from './state.ts';

/** What a look finds on a node with dockershim. */
export function lookedAt(told: Told = {}, more: Partial<Looked> = {}): Looked {
	return lookedFacts(dockerNode(told), more);
}

export function lookedFacts(facts: MigrationFacts, more: Partial<Looked> = {}): Looked {
	return {
		plan: makePlan(facts, []),
		back: 'docker',
		runtime: 'docker://20.10.24',
		told: 'dockershim',
		standing: [],
		units: ['kubelet', 'containerd', 'docker'],
		...more,
	};
}

/** A node where docker has a container of its own: it asks for consent. */
export const asking = () =>
	lookedAt({
		workloads: {
			containers: {
				value: [containerOf('k8s_web_web-1_default_u_0'), containerOf('registry', {restartPolicy: 'always'})],
			},
		},
	});

export const news = (each: MigrationNews): Action => ({type: 'migration', news: each});

export const looked = (value: Looked): Action => news({type: 'looked', looked: value, atMs: nowMs});

/** What the engine tells, so many milliseconds after the beginning. */
export function told(afterMs: number, progress: ProgressText): Action {
	return news({type: 'progress', progress: {at: new Date(nowMs + afterMs).toISOString(), ...progress} as Progress});
}

type ProgressText = Progress extends infer Each ? (Each extends Progress ? Omit<Each, 'at'> : never) : never;

export const standingOf = (
	step: string,
	text: string,
	back: string | undefined,
	more: Partial<StandingChange> = {},
): StandingChange => ({
	step,
	atMs: nowMs - 60_000,
	text,
	...(back === undefined ? {} : {back}),
	stays: false,
	whole: true,
	...more,
});

/** A walk from its beginning to the step that fails, or to its end. */
export const walkTo: Readonly<Record<'middle' | 'failure' | 'end', readonly Action[]>> = (() => {
	const begin = [
		told(0, {type: 'step', id: 'backup', state: 'started'}),
		told(400, {
			type: 'step',
			id: 'backup',
			state: 'changed',
			detail: 'tar -C / -czf /var/lib/rtconsole/migrate/backup.tgz etc',
		}),
		told(500, {type: 'step', id: 'backup', state: 'verified'}),
		told(600, {type: 'step', id: 'containerd-config', state: 'started'}),
		told(900, {type: 'step', id: 'containerd-config', state: 'changed', detail: '/etc/containerd/config.toml written'}),
		told(1900, {type: 'step', id: 'containerd-config', state: 'verified'}),
		told(2000, {type: 'step', id: 'crictl-config', state: 'skipped', detail: 'it is so already'}),
		told(2100, {type: 'step', id: 'images', state: 'started'}),
		told(3100, {type: 'output', id: 'images', text: '120 MB of about 300 MB\n'}),
	];
	const later = [
		told(4000, {type: 'step', id: 'images', state: 'verified'}),
		told(4100, {type: 'step', id: 'stop-docker', state: 'started'}),
		told(4200, {
			type: 'step',
			id: 'stop-docker',
			state: 'changed',
			detail: 'systemctl disable docker.socket docker.service',
		}),
		told(4300, {
			type: 'output',
			id: 'stop-docker',
			text: 'Removed /etc/systemd/system/sockets.target.wants/docker.socket.\n',
		}),
	];
	const because = 'still active: docker.service';
	const causes = [
		{
			id: 'docker-socket',
			because: 'docker.socket is active: whoever connects to it makes systemd start docker.service',
			evidence: [{source: 'systemctl show docker.socket', text: 'ActiveState=active'}],
			fix: [{text: 'stop both', argv: ['systemctl', 'stop', 'docker.socket', 'docker.service']}],
		},
	];
	const ended = (ms: number): Action =>
		news({type: 'ended', verb: 'apply', report: '/var/lib/rtconsole/report-apply.md', atMs: nowMs + ms});
	return {
		middle: begin,
		failure: [
			...begin,
			...later,
			told(64_000, {type: 'step', id: 'stop-docker', state: 'failed', detail: because}),
			told(64_100, {
				type: 'result',
				ok: false,
				failedStep: 'stop-docker',
				because,
				causes,
				runtime: 'docker://20.10.24',
			}),
			ended(64_200),
		],
		end: [
			...begin,
			...later,
			told(16_000, {type: 'step', id: 'stop-docker', state: 'verified'}),
			told(46_000, {type: 'result', ok: true, runtime: 'containerd://1.6.20'}),
			ended(46_100),
		],
	};
})();
