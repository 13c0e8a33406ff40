import {quote} from '../../model/argv.ts';
import {known} from '../../model/node-snapshot.ts';
import {isToldOfTarget, type MigrationFacts, unitState} from '../facts.ts';
import type {Change, Step} from '../step.ts';
import {forgetNetwork} from './forget-network.ts';
import {linked, startAgain, stopContainers} from './stop-containers.ts';

/** Sockets first: they would start their service again. */
const units = ['docker', 'cri-docker', 'cri-dockerd'].flatMap(name => [`${name}.socket`, `${name}.service`]);

export const stopDocker: Step<MigrationFacts> = {
	id: 'stop-docker',
	title: 'stop docker, now and at the next boot',
	why: 'What is left of its containers holds ports and files that the pods need. docker.socket would start docker again, so it goes too.',
	source: 'systemd.socket(5); lab docker: stopping docker.service alone is undone by docker.socket',
	watch: ['docker.service'],
	stops: 'DaemonSet pods, static pods and everything else that docker runs here',
	seconds: 12,
	looks: ['units', 'docker', 'tasks'],
	settleMs: 60_000,
	check: facts => (wrong(facts) === undefined ? {is: 'done'} : {is: 'todo'}),
	plan(facts) {
		const here = units.filter(name => unitState(facts, name) !== undefined);
		const active = here.filter(name => isActive(facts, name));
		const enabled = here.filter(name => unitState(facts, name)?.fileState === 'enabled');
		const links = enabled.flatMap(name => unitState(facts, name)?.linkedTo ?? []);
		// Somebody started cri-dockerd alone, later: it does not come up before docker, which the first stop's undo starts.
		const isLater = facts.did.has('stop-docker') && !active.includes('docker.service');
		const again = isLater ? [] : startAgain(active, links);
		const changes: Change[] = [];
		if (enabled.length > 0)
			changes.push({
				kind: 'run',
				argv: ['systemctl', 'disable', ...enabled],
				// It takes the link to a unit that stands elsewhere away too, which comes back first.
				// A node that lost its power from here on has booted without docker, and nothing of the walk stopped it.
				undo: [...linked(links), ['systemctl', 'enable', ...enabled], ...again],
			});
		changes.push(...stopContainers(facts, again));
		if (active.length > 0)
			changes.push({
				kind: 'run',
				argv: ['systemctl', 'stop', ...active],
				undo: again,
				timeoutMs: 120_000,
			});
		if (active.length > 0) changes.push(...forgetNetwork(facts));
		const stale = active.length > 0 ? strayIds(facts) : staleIds(facts);
		const moby = ['ctr', '--address', facts.snapshot.containerd.address, '-n', 'moby', 'containers'] as const;
		if (stale.length > 0)
			changes.push({
				kind: 'run',
				argv: [...moby, 'rm', '--keep-snapshot', ...stale],
				byHand: `${quote([...moby, 'ls', '-q'])} | xargs -r ${quote([...moby, 'rm', '--keep-snapshot'])}`,
				// docker makes them anew from its own books when it starts.
				undo: [],
			});
		return changes;
	},
	verify: wrong,
};

/** Nobody but docker can stop its containers well, and it is gone: somebody stopped it under `live-restore`, or it was killed. */
function kept(facts: MigrationFacts): string {
	if (facts.snapshot.processes.some(({name}) => name === 'dockerd')) return '';
	return ', and docker, which would stop them, does not: systemctl start docker, and the same again';
}

/** What docker has long forgotten, while it still runs: it failed to start them, or was killed, once. It takes out its own alone. */
function strayIds({snapshot, workloads}: MigrationFacts): readonly string[] {
	const containers = known(workloads.containers);
	const moby = known(snapshot.namespaces)?.find(({name}) => name === 'moby');
	if (containers === undefined || moby === undefined) return [];
	// What runs and is unknown to docker is somebody's: it is named afterwards, and not taken out.
	if (moby.tasks.length > containers.filter(({running}) => running).length) return [];
	const ofDocker = new Set(containers.map(({id}) => id));
	return (moby.ids ?? []).filter(id => !ofDocker.has(id));
}

/** What docker had no time to take out of containerd's books: the power was lost, or it was killed. Nothing of it runs. */
function staleIds({snapshot}: MigrationFacts): readonly string[] {
	const moby = known(snapshot.namespaces)?.find(({name}) => name === 'moby');
	return moby === undefined || moby.tasks.length > 0 ? [] : (moby.ids ?? []);
}

function isActive(facts: MigrationFacts, name: string): boolean {
	return ['active', 'activating', 'reloading', 'deactivating'].includes(unitState(facts, name)?.activeState ?? '');
}

function wrong(facts: MigrationFacts): string | undefined {
	if (!isToldOfTarget(facts)) return 'the kubelet still needs docker';
	const active = units.filter(name => isActive(facts, name));
	if (active.length > 0) return `still active: ${active.join(', ')}`;
	const enabled = units.filter(name => unitState(facts, name)?.fileState === 'enabled');
	if (enabled.length > 0) return `comes back at the next boot: ${enabled.join(', ')}`;
	const moby = known(facts.snapshot.namespaces)?.find(({name}) => name === 'moby');
	if (moby !== undefined && moby.tasks.length > 0)
		return `containers of docker still run: ${moby.tasks.length}${kept(facts)}`;
	const stale = staleIds(facts);
	return stale.length > 0 ? `left in the books of containerd by docker: ${stale.length} containers` : undefined;
}
