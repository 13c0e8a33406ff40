import {expect, it} from 'vitest';
import {lex} from '../../src/translate/lex.ts';
import {complete, withSuggestion} from '../../src/translate/suggest.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

// biome-ignore format: a table
it.each([
	['docker ps -a',                   ['docker', 'ps', '-a']],
	['  docker   ps\t-a ',             ['docker', 'ps', '-a']],
	[`docker exec web sh -c 'a  b'`,   ['docker', 'exec', 'web', 'sh', '-c', 'a  b']],
	[`a "b c"d'e'`,                    ['a', 'b cde']],
	['a "b\\"c\\$d\\x"',               ['a', 'b"c$d\\x']],
	['a b\\ c \\"',                    ['a', 'b c', '"']],
	[`a '' ""`,                        ['a', '', '']],
	['a $HOME ~',                      ['a', '$HOME', '~']],
	['a # rest',                       ['a']],
	['a b#c',                          ['a', 'b#c']],
	['a \\\n b',                       ['a', 'b']],
	['docker run \u2013\u2013name web \u2013d',  ['docker', 'run', '--name', 'web', '-d']],
	['docker ps \u2014all',            ['docker', 'ps', '--all']],
	['docker ps \u2013filter \u201cname=a b\u201d',  ['docker', 'ps', '--filter', 'name=a b']],
	['docker\u00a0ps',                 ['docker', 'ps']],
])('%j', (line, words) => {
	expect(lex(line)).toMatchObject({words});
});

// biome-ignore format: a table
it.each([
	[`a 'b`,        "a ' is not closed"],
	['a "b',        'a " is not closed'],
	['a | b',       '| belongs to the shell: only one command is read here'],
	['a > b',       '> belongs to the shell: only one command is read here'],
])('%j is refused: %s', (line, error) => {
	expect(lex(line)).toEqual({error});
});

it('says when typographic characters were read as plain ones', () => {
	expect(lex('docker ps \u2014all')).toMatchObject({findings: [{id: 'lex.straightened', kind: 'note'}]});
	expect(lex('docker ps --all')).toMatchObject({findings: []});
});

// biome-ignore format: a table
it.each([
	['ps --formt json',     '--format'],
	['ps --quite',          '--quiet'],
	['contianer ls',        'docker container'],
	['container lsit',      'docker container list'],
	['pss',                 'docker ps'],
	['run --privleged x',   '--privileged'],
	['zzzzzz',              undefined],
	['delete web',          'docker rm'],
	['list',                'docker ps'],
	['ls',                  'docker ps'],
	['log web',             'docker logs'],
	['tail -f web',         'docker logs'],
	['exec-it web sh',      'docker exec'],
	['machine ls',          'docker context'],
	['imgaes',              'docker images'],
	['ispect web',          'docker inspect'],
	['container delete x',  undefined],
	['rm --all x',          undefined],
	['logs --folow x',      '--follow'],
	['run --vol /a x',      undefined],
	['run --hostnam a x',   '--hostname'],
])('docker %s: did you mean %s', (line, suggestion) => {
	const answer = translate(line.split(' '), tables);
	expect('error' in answer ? withSuggestion(answer, tables).suggestion : 'translated').toBe(suggestion);
});

// biome-ignore format: a table
it.each([
	['docker p',           'docker pause'],
	['docker ps --a',      'docker ps --all'],
	['docker container l', 'docker container list'],
	['docker contaner ',   undefined],
	['docker conainer',    'docker container'],
	['ps --qu',            'ps --quiet'],
])('%j can become %j', (line, first) => {
	expect(complete(line, tables)[0]?.line).toBe(first);
});

it('tells what each candidate does', () => {
	expect(complete('docker ps --siz', tables)).toMatchObject([
		{line: 'docker ps --size', about: expect.stringMatching(/^lost: /)},
	]);
	expect(complete('docker logs --tai', tables)).toMatchObject([{about: 'translated'}]);
	expect(complete('docker ps', tables).map(({line}) => line)).not.toContain('docker ps');
});
