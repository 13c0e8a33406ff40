import {expect, it} from 'vitest';
import {merged} from '../../src/cli/migrate/why-pods.ts';

const cause = (pod: string, more = {}) => ({
	pod,
	id: 'cni-agent',
	because: 'its agent does not run here',
	evidence: [
		{source: 'event', text: `FailedCreatePodSandBox of ${pod}`},
		{source: 'journal', text: 'the same'},
	],
	fix: [{text: 'kubectl get pods -A -o wide'}],
	...more,
});

it('what several pods wait for is told once, and whose words they are', () => {
	expect(
		merged([cause('default/a'), cause('default/b'), cause('x/c', {id: 'image-pull', because: 'no registry'})]),
	).toEqual([
		{
			id: 'cni-agent',
			because: 'its agent does not run here',
			evidence: [
				{source: 'default/a: event', text: 'FailedCreatePodSandBox of default/a'},
				{source: 'default/b: event', text: 'FailedCreatePodSandBox of default/b'},
			],
			fix: [{text: 'kubectl get pods -A -o wide'}],
		},
		expect.objectContaining({id: 'image-pull'}),
	]);
	expect(merged([])).toEqual([]);
});
