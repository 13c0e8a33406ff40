import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {readCommand} from '../../src/app/command-line.ts';
import {candidatesFor} from '../../src/app/completion.ts';
import {dockerWordsLike} from '../../src/app/docker-words.ts';
import {cutTo, fitTo, widthOf, wrap, wrapWords} from '../../src/app/fit.ts';
import {age, isoTime, shortId, size} from '../../src/app/format.ts';
import {matcherOf} from '../../src/app/rows.ts';
import {editLine, insertText} from '../../src/app/text-input.ts';
import {plainText} from '../../src/model/text.ts';
import {loadTables} from '../../src/translate/load.ts';
import {started} from '../support/state.ts';

const anything = fc
	.array(
		fc.oneof(
			fc.string({unit: 'binary', maxLength: 6}),
			fc.string({maxLength: 10}),
			fc.constantFrom(
				'日本語',
				'👩‍💻',
				'🇩🇪',
				'🇩',
				'🏳️‍🌈',
				'e\u0301\u0308',
				'\u0301',
				'한',
				'…',
				'ｆ',
				'ﾞ',
				'\ud800',
				'☺️',
			),
		),
		{maxLength: 8},
	)
	.map(parts => plainText(parts.join('')));
const width = fc.integer({min: 2, max: 40});

describe('fitting', () => {
	// biome-ignore format: a table
	it.each([
		['name',          6, 'name  ',   '  name'],
		['name',          4, 'name',     'name'],
		['a long name',   6, 'a lon…',   'a lon…'],
		['日本語',        6, '日本語',   '日本語'],
		['日本語',        5, '日本…',    '日本…'],
		['日本語',        4, '日… ',     ' 日…'],
		['👩‍💻 dev',         4, '👩‍💻 …',     '👩‍💻 …'],
		['e\u0301e\u0301', 3, 'e\u0301e\u0301 ', ' e\u0301e\u0301'],
		['',              2, '  ',       '  '],
		['x',             0, '',         ''],
		['xy',            1, '…',        '…'],
		['日',            1, '…',        '…'],
	])('%j to %i cells: %j, %j', (text, cells, left, right) => {
		expect(fitTo(text, cells)).toBe(left);
		expect(fitTo(text, cells, 'right')).toBe(right);
	});

	it('is exactly as wide as asked, cut no wider', () => {
		fc.assert(
			fc.property(anything, width, (text, cells) => {
				expect(stringWidth(fitTo(text, cells))).toBe(cells);
				expect(stringWidth(cutTo(text, cells))).toBeLessThanOrEqual(cells);
			}),
			{numRuns: 500},
		);
	});

	it('what fits stays as it is', () => {
		fc.assert(
			fc.property(anything, text => {
				if (text.length > 32) return;
				expect(cutTo(text, Math.max(1, widthOf(text)))).toBe(text);
			}),
		);
	});

	// biome-ignore format: a table
	it.each([
		['abcdef',   4, ['abcd', 'ef']],
		['abcd',     4, ['abcd']],
		['',         4, ['']],
		['日本語',   4, ['日本', '語']],
		['a日本',    4, ['a日', '本']],
		['👩‍💻👩‍💻👩‍💻', 4, ['👩‍💻👩‍💻', '👩‍💻']],
		['abc',      0, ['abc']],
	])('%j wrapped at %i', (text, cells, pieces) => {
		expect(wrap(text, cells)).toEqual(pieces);
	});

	it('wrapped: nothing is lost, no piece is wider', () => {
		fc.assert(
			fc.property(anything, width, (text, cells) => {
				const pieces = wrap(text, cells);
				expect(pieces.join('')).toBe(text);
				for (const piece of pieces) expect(stringWidth(piece)).toBeLessThanOrEqual(cells);
				for (const line of wrapWords(text, cells)) expect(stringWidth(line)).toBeLessThanOrEqual(cells);
			}),
			{
				numRuns: 500,
				examples: [
					[' 日本語', 2],
					['aｆﾞﾟ日ﾞ', 2],
				],
			},
		);
	});
});

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

// biome-ignore format: a table
it.each([
	[0, '0s'], [999, '0s'], [42 * second, '42s'], [119 * second, '119s'], [2 * minute, '2m'], [59 * minute + 59 * second, '59m'],
	[hour, '1h'], [3 * hour + 12 * minute, '3h12m'], [10 * hour + 5 * minute, '10h'], [47 * hour, '47h'], [48 * hour, '2d'], [400 * 24 * hour, '400d'],
	[-1000, '0s'], [-6000, '-'], [undefined, '-'], [Number.NaN, '-'], [Number.POSITIVE_INFINITY, '-'],
])('an age of %s ms is %s', (milliseconds, expected) => {
	expect(age(milliseconds)).toBe(expected);
});

// biome-ignore format: a table
it.each([
	[0, '0B'], [999, '999B'], [1000, '1.00kB'], [1_234_567, '1.23MB'], [683_000, '683kB'], [999_499, '999kB'], [999_500, '1.00MB'],
	[1.5e9, '1.50GB'], [2e12, '2.00TB'], [1.5e15, '1500TB'], [undefined, '-'],
])('%s bytes are %s', (bytes, expected) => {
	expect(size(bytes)).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['a'.repeat(64),               'a'.repeat(13)],
	[`sha256:${'0'.repeat(64)}`,   '0'.repeat(13)],
	['my-container',               'my-container'],
	['sha256:name',                'name'],
	['abc123',                     'abc123'],
	['',                           ''],
])('the ID %s is short as %s', (id, expected) => {
	expect(shortId(id)).toBe(expected);
});

it('times are ISO 8601 in UTC, or absent', () => {
	expect([isoTime(0), isoTime(undefined)]).toEqual(['1970-01-01T00:00:00.000Z', undefined]);
});

// biome-ignore format: a table
it.each<[string, string, boolean]>([
	['',         'anything',     true],
	['web',      'my-WEB-1',     true],
	['^web',     'my-web',       false],
	['a|b',      'xb',           true],
	['!web',     'my-web',       false],
	['!web',     'db',           true],
	['!!web',    'web',          true],
	['!',        'a!b',          true],
	['!',        'ab',           false],
	['(',        'f(x)',         true],
	['(',        'fx',           false],
	['![',       'a[0]',         false],
	['\\',       'a\\b',         true],
	['*',        '2*3',          true],
])('the filter %j and %j: %s', (filter, text, expected) => {
	expect(matcherOf(filter)(text)).toBe(expected);
});

describe('a line being typed', () => {
	// biome-ignore format: a table
	it.each<[string, number, string, string, number]>([
		['ab',      2, 'c',         'abc',   3],
		['ab',      0, 'c',         'cab',   1],
		['ab',      1, 'space',     'a b',   2],
		['日本',    1, '語',        '日語本', 2],
		['a👍b',    2, 'backspace', 'ab',    1],
		['ab',      0, 'backspace', 'ab',    0],
		['ab',      0, 'delete',    'b',     0],
		['ab',      2, 'delete',    'ab',    2],
		['ab',      1, 'left',      'ab',    0],
		['ab',      0, 'left',      'ab',    0],
		['ab',      2, 'right',     'ab',    2],
		['ab',      2, 'home',      'ab',    0],
		['ab',      2, 'ctrl-a',    'ab',    0],
		['ab',      0, 'end',       'ab',    2],
		['ab',      0, 'ctrl-e',    'ab',    2],
		['abc',     1, 'ctrl-u',    'bc',    0],
		['abc',     1, 'ctrl-k',    'a',     1],
		['ps -a  ', 7, 'ctrl-w',    'ps ',   3],
		['ps -a',   5, 'ctrl-w',    'ps ',   3],
		['ps -a',   2, 'ctrl-w',    ' -a',   0],
	])('%j at %i, %s: %j at %i', (text, cursor, key, after, at) => {
		expect(editLine({text, cursor}, key)).toEqual({text: after, cursor: at});
	});

	it.each(['up', 'tab', 'enter', 'esc', 'pagedown', 'ctrl-x'])('%s is not for editing', key => {
		expect(editLine({text: 'ab', cursor: 1}, key)).toBe(undefined);
	});

	// biome-ignore format: a table
	it.each([
		['docker ps\n',          'docker ps '],
		['a \\\r\n   b',         'a \\ b'],
		['a\tb',                 'a b'],
		['\u001b[2Jx\u202ey',    'xy'],
		['日本',                 '日本'],
	])('pasted %j becomes %j', (pasted, text) => {
		expect(insertText({text: '', cursor: 0}, pasted)).toEqual({text, cursor: [...text].length});
		expect(insertText({text: '<>', cursor: 1}, pasted).text).toBe(`<${text}>`);
	});
});

// biome-ignore format: a table
it.each<[string, object]>([
	['pods',                 {go: 'list', list: 'pods'}],
	['po',                   {go: 'list', list: 'pods'}],
	[' sandboxes ',          {go: 'list', list: 'pods'}],
	['ps',                   {go: 'list', list: 'containers'}],
	['img',                  {go: 'list', list: 'images'}],
	['t',                    {go: 'list', list: 'tasks'}],
	['snap',                 {go: 'list', list: 'snapshots'}],
	['ns',                   {go: 'list', list: 'namespaces'}],
	['ns moby',              {go: 'list', list: 'containers', containerdNamespace: 'moby', isNamespace: true}],
	['images moby',          {go: 'list', list: 'images', containerdNamespace: 'moby'}],
	['docker',               {go: 'translate', line: 'docker '}],
	['docker ps  -a',        {go: 'translate', line: 'docker ps  -a'}],
	['tr',                   {go: 'translate', line: 'docker '}],
	['rmi',                  {go: 'translate', line: 'docker rmi '}],
	['stop -t 3 web',        {go: 'translate', line: 'docker stop -t 3 web'}],
	['ps -a',                {go: 'translate', line: 'docker ps -a'}],
	['logs -f web',          {go: 'translate', line: 'docker logs -f web'}],
	['logs web',             {go: 'row', act: 'logs', name: 'web'}],
	['exec web',             {go: 'row', act: 'shell', name: 'web'}],
	['exec -it web sh',      {go: 'translate', line: 'docker exec -it web sh'}],
	['exec web ls /',        {go: 'translate', line: 'docker exec web ls /'}],
	['top',                  {go: 'list', list: 'stats'}],
	['top web',              {go: 'translate', line: 'docker top web'}],
	['container ls -a',      {go: 'translate', line: 'docker container ls -a'}],
	['system df',            {go: 'translate', line: 'docker system df'}],
	['pods -A',              {go: 'nowhere', because: ':pods takes the name of a containerd namespace; / filters'}],
	['!',                    {go: 'commands'}],
	['commands',             {go: 'commands'}],
	['h',                    {go: 'help'}],
	['?',                    {go: 'help'}],
	['q!',                   {go: 'quit'}],
	['exit',                 {go: 'quit'}],
	['pdos',                 {go: 'nowhere', because: ':pdos leads nowhere. Try :pods, or ? for help'}],
	['deploy',               {go: 'nowhere', because: ':deploy is the cluster’s, not this node’s: kubectl get deployments; here: :pods, :containers'}],
	['ctx',                  {go: 'nowhere', because: ':ctx is the cluster’s, not this node’s: kubectl config get-contexts; here: :pods, :containers'}],
	['snopshots',            {go: 'nowhere', because: ':snopshots leads nowhere. Try :snapshots, or ? for help'}],
])(':%s', (text, expected) => {
	expect(readCommand(text)).toEqual(expected);
});

// biome-ignore format: a table
it.each([
	['p', ['pods']], ['n', ['namespaces']], ['ns', ['namespaces']], ['s', ['snapshots', 'stats', 'shell']], ['co', ['containers', 'content', 'commands', 'config']], ['docker ps', []], ['zz', []],
])('%j may become %j', (text, expected) => {
	expect(candidatesFor(started(), text).map(({word}) => word)).toEqual(expected);
});

it('the words of docker are those of its grammar', async () => {
	const {index} = await loadTables();
	const first = [...Object.keys(index.names), ...index.groups].map(name => name.split(' ')[0]);
	expect([...dockerWordsLike('')].sort()).toEqual([...new Set(first)].sort());
});
