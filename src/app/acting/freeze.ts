import {fromDocker, toolCommand} from './docker-line.ts';
import {behindDocker, pauseTakes} from './radius.ts';
import type {ActionNode, Plan} from './row-action.ts';
import {namesOf, type Target} from './target.ts';
import {thingsOf} from './things.ts';

/** Pause and its way back. */
export async function freeze(word: 'pause' | 'unpause', targets: readonly Target[], node: ActionNode): Promise<Plan> {
	const {containers, pods} = await thingsOf(targets, node);
	const said = new Set<string>();
	const groups = await Promise.all(
		containers.map(async container => {
			const program = await node.runtime.programFor({kind: 'container', ...container});
			if (program === 'docker') return [toolCommand(['docker', word, container.id], node)];
			const target = program === 'ctr' ? 'ctr' : undefined;
			const translated = fromDocker([word, container.id], node, {containers: [container], target});
			for (const sentence of translated.said) said.add(sentence);
			for (const sentence of behindDocker(container)) said.add(sentence);
			return translated.commands;
		}),
	);
	const ctrWord = word === 'pause' ? 'pause' : 'resume';
	const pauses = pods.map(({id}) => [toolCommand(['ctr', '-n', 'k8s.io', 'task', ctrWord, id], node)]);
	return {
		title: `${ctrWord} ${namesOf(targets)}`,
		groups: [...groups, ...pauses],
		radius: [...said, ...(word === 'pause' ? pods.map(pauseTakes) : [])],
		asks: true,
	};
}
