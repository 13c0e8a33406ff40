import fc from 'fast-check';
import {expect, it} from 'vitest';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {decodeScript, encodeScript} from '../../src/translate/shell/script-bytes.ts';
import {tables} from './support.ts';

const known = {tables, versions: {}, options: {unique: 'x'}};

/** The bytes that come out for the bytes that go in, as hexadecimal digits. */
function through(bytes: Uint8Array): string {
	const answer = rewriteScript(decodeScript(bytes), known);
	if ('error' in answer) throw new Error(answer.error);
	return Buffer.from(encodeScript(answer.text)).toString('latin1');
}

// biome-ignore format: a table
it.each([
	['\xff\xfe\n# \xc3\ndocker ps -a # \xe2\x82',   '\xff\xfe\n# \xc3\ncrictl ps --all # \xe2\x82'],
	['docker ps -f name=\xe9\n',                    'crictl ps --name \'\xe9\'\n'],
	['\xef\xbb\xbfdocker ps -a\n',                  '\xef\xbb\xbfcrictl ps --all\n'],
	['\xef\xbb\xbf#!/bin/sh\r\ndocker ps -a\r\n',   '\xef\xbb\xbf#!/bin/sh\r\ncrictl ps --all\r\n'],
	['a \\\r\n b\r\ndocker ps \\\r\n -a\r\nx',      'a \\\r\n b\r\ncrictl ps --all\r\nx'],
	['cat <<E\r\nx\r\nE\r\ndocker ps',              'cat <<E\r\nx\r\nE\r\ncrictl ps'],
	['x\r\ny\ndocker ps\n',                         'x\r\ny\ncrictl ps\n'],
	['docker ps',                                   'crictl ps'],
	['\x00\x01docker\x00\ndocker ps\n\n\n',         '\x00\x01docker\x00\ncrictl ps\n\n\n'],
	['0 3 * * * docker ps -a # \xff\r\n',           '0 3 * * * crictl ps --all # \xff\r\n'],
])('%j → %j', (from, to) => {
	expect(through(Buffer.from(from, 'latin1'))).toEqual(
		// What is between is a name in a filter, of which more is told than in a script of one line.
		expect.stringMatching(new RegExp(`^(# rtconsole: .*\\n)?${to.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)),
	);
});

it('any bytes are text and back', () => {
	fc.assert(
		fc.property(fc.uint8Array({maxLength: 60}), bytes => {
			expect(Buffer.from(encodeScript(decodeScript(bytes)))).toEqual(Buffer.from(bytes));
		}),
		{numRuns: 3000},
	);
});

it('bytes near the borders of UTF-8 too', () => {
	const piece = fc.constantFrom(
		0x00,
		0x41,
		0x7f,
		0x80,
		0x9f,
		0xa0,
		0xbf,
		0xc0,
		0xc2,
		0xe0,
		0xed,
		0xef,
		0xf0,
		0xf4,
		0xf5,
		0xff,
		0xbb,
	);
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 12}), bytes => {
			expect([...Buffer.from(encodeScript(decodeScript(Uint8Array.from(bytes))))]).toEqual(bytes);
		}),
		{numRuns: 5000},
	);
});

it('bytes around a docker command come back as they were', () => {
	fc.assert(
		fc.property(fc.uint8Array({maxLength: 30}), fc.uint8Array({maxLength: 30}), (before, after) => {
			const comment = (bytes: Uint8Array) =>
				Buffer.concat([
					Buffer.from('# '),
					Buffer.from(bytes).map(byte => (byte === 10 || byte === 13 ? 32 : byte)),
					Buffer.from('\n'),
				]);
			const [head, tail] = [comment(before), comment(after)];
			const answer = through(Buffer.concat([head, Buffer.from('docker ps -a\n'), tail]));
			expect(answer).toBe(Buffer.concat([head, Buffer.from('crictl ps --all\n'), tail]).toString('latin1'));
		}),
		{numRuns: 500},
	);
});
