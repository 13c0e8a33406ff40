import {known} from '../../model/node-snapshot.ts';
import {flagValue, isOnTarget, type MigrationFacts, unitState} from '../facts.ts';
import type {Change, Step} from '../step.ts';

const service = 'cri-docker.service';
const socket = 'cri-docker.socket';
const units = [socket, service];
const socketPath = '/run/cri-dockerd.sock';
const dropIn = `/etc/systemd/system/${service}.d/10-of-kubelet.conf`;
/** Flags of dockershim that cri-dockerd has under the same names. Source: cri-dockerd config/options.go. */
const moved = [
	'pod-infra-container-image',
	'network-plugin',
	'cni-bin-dir',
	'cni-conf-dir',
	'cni-cache-dir',
	'network-plugin-mtu',
];

/** cri-dockerd does for docker what the kubelet's dockershim did, with the settings that the kubelet had for it. */
export const startCriDockerd: Step<MigrationFacts> = {
	id: 'start-cri-dockerd',
	title: 'start cri-dockerd',
	why: 'It speaks the CRI to the kubelet and docker’s API to docker; the flags of dockershim are its own now.',
	source:
		'cri-dockerd README and packaging/systemd; kubernetes.io, Migrate Docker Engine nodes from dockershim to cri-dockerd',
	watch: [service],
	seconds: 3,
	settleMs: 30_000,
	check(facts) {
		if (unitState(facts, service) === undefined)
			return {is: 'blocked', because: `there is no ${service}: install cri-dockerd with its units`};
		return {
			is: isOnTarget(facts) || (wrong(facts) === undefined && flagsChange(facts) === undefined) ? 'done' : 'todo',
		};
	},
	plan(facts) {
		const change = flagsChange(facts);
		const disabled = units.filter(name => unitState(facts, name)?.fileState !== 'enabled');
		const wasActive = unitState(facts, service)?.activeState === 'active';
		const back = wasActive
			? ([['systemctl', 'restart', service]] as const)
			: ([['systemctl', 'stop', ...units]] as const);
		return [
			{
				kind: 'run',
				argv: ['systemctl', 'enable', ...units],
				undo: [...(disabled.length > 0 ? [['systemctl', 'disable', ...disabled] as const] : []), ...back],
			},
			...(change === undefined ? [] : [change]),
			{kind: 'run', argv: ['systemctl', 'restart', ...units], undo: []},
		];
	},
	verify: wrong,
};

function wrong({snapshot}: MigrationFacts): string | undefined {
	const unit = known(snapshot.units)?.[service];
	if (unit?.activeState !== 'active') return `${service} is ${unit?.activeState ?? 'not there'}`;
	return snapshot.kinds[socketPath] === 'socket' ? undefined : `there is no ${socketPath}`;
}

/** A drop-in with those flags of the kubelet that cri-dockerd is not told yet. */
function flagsChange(facts: MigrationFacts): Change | undefined {
	const {kubelet, docker} = facts.snapshot;
	const flags = moved.flatMap(name => {
		const value = flagValue(kubelet.flags, name);
		return value === undefined || flagValue(docker.criDockerdFlags, name) !== undefined ? [] : [`--${name}=${value}`];
	});
	const files = unitState(facts, service)?.files ?? [];
	const start = files
		.flatMap(({text}) => [...text.matchAll(/^\s*ExecStart\s*=\s*(\S(?:.*\\\n)*.*)$/gm)].map(([, line = '']) => line))
		.at(-1);
	if (flags.length === 0 || start === undefined) return undefined;
	const before = files.find(({path}) => path === dropIn)?.text;
	const after = `[Service]\nExecStart=\nExecStart=${start} ${flags.join(' ')}\n`;
	return before === after
		? undefined
		: {kind: 'write', path: dropIn, before, after, reload: ['systemctl', 'daemon-reload']};
}
