import {expect, it} from 'vitest';
import {partStreams} from '../../src/cli/parted-streams.ts';

const log = 'one\n\u0001:bad\n\u0001:worse\ntwo\n\u0001no mark\nthree';

function parted(window: Parameters<typeof partStreams>[1], text: string, size = 7) {
	const seen = {out: '', err: ''};
	const part = partStreams(
		{
			print: bytes => {
				seen.out += bytes.toString();
			},
			printError: bytes => {
				seen.err += bytes.toString();
			},
			now: () => Date.parse('2026-01-02T03:10:00Z'),
		},
		window,
	);
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size) part(bytes.subarray(at, at + size));
	return seen;
}

const kept = (at: string, stream: string, text: string, end = 'F') =>
	`\u00012026-01-02T03:0${at}.120000000Z ${stream} ${end} ${text}\n`;
const timed = `raw\n${kept('4:05', 'stdout', 'one')}${kept('5:06', 'stderr', 'bad  news')}${kept('6:07', 'stdout', 'last', 'P')}`;

// biome-ignore format: a table
it.each([
	[{},                                                        'raw\none\nlast', 'bad  news\n'],
	[{times: true},                                             'raw\n2026-01-02T03:04:05.120000000Z one\n2026-01-02T03:06:07.120000000Z last', '2026-01-02T03:05:06.120000000Z bad  news\n'],
	[{since: '5m'},                                             'raw\nlast', 'bad  news\n'],
	[{since: '2026-01-02T03:05:00Z', until: '4m'},               'raw\n', 'bad  news\n'],
	[{until: String(Date.parse('2026-01-02T03:04:30Z') / 1000)}, 'raw\none\n', ''],
])('of lines with times %j shows some', (window, out, err) => {
	expect(parted(window, timed)).toEqual({out, err});
	expect(parted(window, timed, 1000)).toEqual({out, err});
});

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
		now: () => 0,
	});
	const bytes = Buffer.from(log);
	for (let at = 0; at < bytes.length; at += size) part(bytes.subarray(at, at + size));
	expect(seen).toEqual({
		out: 'one\ntwo\n\u0001no mark\nthree',
		err: 'bad\nworse\n',
		both: 'one\nbad\nworse\ntwo\n\u0001no mark\nthree',
	});
});
