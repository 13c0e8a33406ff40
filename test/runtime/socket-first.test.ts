import {describe, expect, it} from 'vitest';
import {SocketMissing} from '../../src/host/errors.ts';
import type {Reader} from '../../src/host/host.ts';
import {socketFirst} from '../../src/runtime/socket-first.ts';
import {recordedReader} from '../support/recordings.ts';

const path = '/run/containerd/containerd.sock';
const argv = ['ctr', 'namespaces', 'ls'] as const;

function reader(writable: boolean | undefined): Reader {
	const finished = {exitCode: 0, stdout: 'asked', stderr: '', durationMs: 1};
	return {...recordedReader([]), isWritable: async () => writable, query: async () => finished};
}

describe('the socket is looked at first', () => {
	// Whose socket may not be used says so itself, with the reason.
	it.each([true, false])('there, writable %s: asked', async writable => {
		const {stdout} = await socketFirst(reader(writable), path, 'containerd').query(argv);
		expect(stdout).toBe('asked');
	});

	it('not there: said at once', async () => {
		const asked = socketFirst(reader(undefined), path, 'containerd').query(argv);
		await expect(asked).rejects.toThrow(SocketMissing);
		await expect(asked).rejects.toThrow(
			'ctr namespaces ls: there is no /run/containerd/containerd.sock: containerd is not running',
		);
	});
});
