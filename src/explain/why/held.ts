import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import type {Fix} from '../known-error.ts';
import type {WhyCause} from './why.ts';

/** What runs by its state and does nothing for its user: somebody paused it, or docker's health check fails. */
export function heldCauses(facts: WhyFacts): readonly WhyCause[] {
	return facts.containers.flatMap(one =>
		isHeld(one) ? [one.frozen === true ? pausedCause(one, facts) : unhealthyCause(one)] : [],
	);
}

/** It has processes, and is not what it should be. */
export function isHeld({container, frozen, health}: WhyContainer): boolean {
	return container.state === 'running' && (frozen === true || health?.status === 'unhealthy');
}

function pausedCause({container: {name, id, containerdNamespace}}: WhyContainer, {tool}: WhyFacts): WhyCause {
	const argv =
		tool === 'docker'
			? (['docker', 'unpause', id.slice(0, 12)] as const)
			: (['ctr', '-n', containerdNamespace, 'tasks', 'resume', id] as const);
	return {
		id: 'container-frozen',
		title: `${name} is paused: its processes are frozen and get no time`,
		cause: `Somebody paused it (docker pause, ctr tasks pause, a checkpoint), and nothing lets it go on by itself${
			tool === 'docker' ? '' : '. crictl and kubectl call it running'
		}.`,
		confidence: 0.95,
		evidence: [{source: 'its cgroup', text: 'the freezer says frozen'}],
		fix: [{text: argv.join(' '), argv}],
	};
}

function unhealthyCause({container: {name, id}, health}: WhyContainer): WhyCause {
	const inspect = ['docker', 'inspect', '--format', '{{json .State.Health}}', id.slice(0, 12)] as const;
	const logs = ['docker', 'logs', '--tail', '50', id.slice(0, 12)] as const;
	const fixes: readonly Fix[] = [
		{text: 'its last runs', argv: inspect},
		{text: logs.join(' '), argv: logs},
		{text: 'the command of the health check (HEALTHCHECK of the image, --health-cmd), by docker exec'},
	];
	return {
		id: 'health-check-failed',
		title: `${name} runs, and the health check that docker makes of it fails`,
		cause: 'The check ended with an error, or not in time. docker only says so: it does not start it again.',
		confidence: 0.9,
		evidence: health?.said === undefined ? [] : [{source: `health check of ${name}`, text: health.said}],
		fix: fixes,
	};
}
