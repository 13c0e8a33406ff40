import {describe, expect, it} from 'vitest';
import {CommandFailed} from '../../src/host/errors.ts';
import {createPodNamer} from '../../src/runtime/pod-namer.ts';
import {createTroubles} from '../../src/runtime/troubles.ts';
import {container, pod, usage} from '../support/state.ts';

const bare = container('bare', {podId: 'p1', podName: undefined, podNamespace: undefined});
const labelled = container('web', {podId: 'p2', podName: 'front', podNamespace: 'shop'});
const rowOf = ({id, name, podName, podNamespace}: typeof bare) => usage(name, {id, podName, podNamespace});

function namer(listed = [bare, labelled], fails = false) {
	const asked: string[] = [];
	const troubles = createTroubles();
	const answers = {
		async pods() {
			asked.push('pods');
			if (fails) throw new CommandFailed(['crictl', 'pods'], {exitCode: 1, stdout: '', stderr: 'no', durationMs: 1});
			return [pod('mine', {id: 'p1', namespace: 'lab'})];
		},
		async containers() {
			asked.push('containers');
			return listed;
		},
	};
	return {asked, troubles, ...createPodNamer(answers, troubles)};
}

describe('a container without the labels of the kubelet', () => {
	it('is named by its sandbox, and that is asked once', async () => {
		const {asked, containers} = namer();
		for (const _ of [1, 2])
			expect((await containers([bare, labelled])).map(({podName, podNamespace}) => [podName, podNamespace])).toEqual([
				['mine', 'lab'],
				['front', 'shop'],
			]);
		expect(asked).toEqual(['pods']);
	});

	it('has its pod in the stats, which do not say their sandbox', async () => {
		const {asked, stats} = namer();
		for (const _ of [1, 2])
			expect((await stats([rowOf(bare), rowOf(labelled)])).map(({podName}) => podName)).toEqual(['mine', 'front']);
		expect(asked).toEqual(['containers', 'pods']);
	});

	it('stays without a pod where the pods do not answer, and that is said', async () => {
		const {containers, stats, troubles} = namer([bare], true);
		expect(await containers([bare])).toEqual([bare]);
		expect(await stats([rowOf(bare)])).toEqual([rowOf(bare)]);
		expect(troubles.sentences()).toEqual([expect.stringContaining('names of pods')]);
	});
});

it('where all have their labels nothing is asked, and the rows are the same objects', async () => {
	const {asked, containers, stats} = namer();
	const listed = [labelled];
	const rows = [rowOf(labelled)];
	expect(await containers(listed)).toBe(listed);
	expect(await stats(rows)).toBe(rows);
	expect(asked).toEqual([]);
});
