import {known} from '../../model/node-snapshot.ts';
import {criSocketAnnotation, type MigrationFacts, targetOf} from '../facts.ts';
import type {Step} from '../step.ts';
import {kubectl} from './kubectl.ts';

export const annotate: Step<MigrationFacts> = {
	id: 'annotate',
	title: 'tell kubeadm of the runtime',
	why: 'kubeadm upgrade and reset take the runtime from this annotation of the node.',
	source: 'kubernetes/kubeadm#2364; kubernetes.io, Migrating from dockershim',
	watch: [],
	seconds: 1,
	looks: ['node'],
	touches: ['node'],
	settleMs: 20_000,
	check(facts) {
		const socket = known(facts.snapshot.node)?.criSocket;
		if (socket === undefined && known(facts.snapshot.node) !== undefined) return {is: 'done'};
		return socket === targetOf(facts).endpoint ? {is: 'done'} : {is: 'todo'};
	},
	plan(facts) {
		const socket = known(facts.snapshot.node)?.criSocket;
		const set = (value: string) =>
			kubectl(facts, 'annotate', 'node', facts.nodeName, '--overwrite', `${criSocketAnnotation}=${value}`);
		return [
			{
				kind: 'run',
				argv: set(targetOf(facts).endpoint),
				undo: socket === undefined ? [] : [set(socket)],
				undoWithinMs: 180_000,
			},
		];
	},
	verify: facts =>
		known(facts.snapshot.node)?.criSocket === targetOf(facts).endpoint ? undefined : 'the annotation is not set',
};
