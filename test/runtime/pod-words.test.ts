import {expect, it} from 'vitest';
import {parsePodWords} from '../../src/runtime/gather/pod-words.ts';

const pod = (status: unknown, metadata = {}) => ({
	metadata: {namespace: 'default', name: 'x1', uid: 'u1', creationTimestamp: '2026-11-26T17:00:00Z', ...metadata},
	status,
});
const read = (...pods: readonly unknown[]) => parsePodWords(JSON.stringify({items: pods}));
const container = (state: unknown, more = {}) => ({containerStatuses: [{name: 'c', state, ...more}]});

// biome-ignore format: a table
it.each([
	['waits with a reason',      container({waiting: {reason: 'CreateContainerConfigError', message: 'secret "a" not found'}}), [{container: 'c', reason: 'CreateContainerConfigError', message: 'secret "a" not found'}]],
	['is on its way',            container({waiting: {reason: 'ContainerCreating'}}),                                          []],
	['waits after it ended',     container({waiting: {reason: 'CrashLoopBackOff'}}, {lastState: {terminated: {reason: 'OOMKilled', exitCode: 137}}}), [{container: 'c', reason: 'CrashLoopBackOff'}, {container: 'c', reason: 'OOMKilled', exitCode: 137}]],
	['ended well',               container({terminated: {reason: 'Completed', exitCode: 0}}),                                  []],
	['runs after it ended',      container({running: {}}, {lastState: {terminated: {reason: 'Error', exitCode: 1}}}),           []],
	['was evicted',              {phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.'},       [{reason: 'Evicted', message: 'The node was low on resource: memory.'}]],
] as const)('a container that %s', (_, status, words) => {
	expect(read(pod(status))[0]?.words).toEqual(words);
});

it('is settled once it is ready, or done', () => {
	const ready = {phase: 'Running', conditions: [{type: 'Ready', status: 'True'}]};
	const unready = {phase: 'Running', conditions: [{type: 'Ready', status: 'False'}]};
	expect(read(pod(ready), pod({phase: 'Succeeded'}), pod(unready)).map(({settled}) => settled)).toEqual([
		true,
		true,
		false,
	]);
});

it('one that is being deleted is no longer looked at', () => {
	expect(read(pod({phase: 'Running'}, {deletionTimestamp: '2026-11-26T17:01:00Z'}))).toEqual([]);
});
