import {expect, it} from 'vitest';
import {partStreams} from '../../src/cli/parted-streams.ts';

const log = 'one\n\u0001:bad\n\u0001:worse\ntwo\n\u0001no mark\nthree';

it.each([1, 2, 3, 5, 100])('marked lines go to standard error, in pieces of %i bytes', size => {
	const seen = {out: '', err: '', both: ''};
	const part = partStreams({
		print: text => {
			seen.out += text.toString();
			seen.both += text.toString();
		},
		printError: text => {
			seen.err += text.toString();
			seen.both += text.toString();
		},
	});
	const bytes = Buffer.from(log);
	for (let at = 0; at < bytes.length; at += size) part(bytes.subarray(at, at + size));
	expect(seen).toEqual({
		out: 'one\ntwo\n\u0001no mark\nthree',
		err: 'bad\nworse\n',
		both: 'one\nbad\nworse\ntwo\n\u0001no mark\nthree',
	});
});
