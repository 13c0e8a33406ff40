import {afterEach, beforeEach, expect, it} from 'vitest';
import {createPrinters} from '../../src/cli/printers.ts';

type Written = [to: string, text: string | Uint8Array];
let written: Written[] = [];
const bun = {
	stdout: 'stdout',
	stderr: 'stderr',
	write: async (to: string, text: string | Uint8Array) => {
		written.push([to, text]);
		return text.length;
	},
};

beforeEach(() => {
	written = [];
	Object.assign(globalThis, {Bun: bun});
});
afterEach(() => {
	Reflect.deleteProperty(globalThis, 'Bun');
});

it('holds what is printed until it is flushed, in order, each to its own', async () => {
	const {print, printError, flush} = createPrinters();
	print('one\n');
	printError('two\n');
	print('three\n');
	expect(written).toEqual([]);
	await flush();
	await flush();
	expect(written).toEqual([
		['stdout', 'one\n'],
		['stderr', 'two\n'],
		['stdout', 'three\n'],
	]);
});

it('lets a failed write through, so that the exit code can tell', async () => {
	const {print, flush} = createPrinters();
	Object.assign(globalThis, {
		Bun: {
			...bun,
			write: async () => {
				throw Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
			},
		},
	});
	print('one\n');
	await expect(flush()).rejects.toThrow('no space left');
});
