import {describe, expect, it} from 'vitest';
import {fidelity} from '../../src/translate/fidelity.ts';
import {lex} from '../../src/translate/lex.ts';
import {printCommand} from '../../src/translate/print.ts';
import {type TranslateOptions, translate} from '../../src/translate/translate.ts';
import type {Translation} from '../../src/translate/types.ts';
import {tables, tablesWithNerdctl} from './support.ts';

function nerdctl(line: string, version = '1.7.7', options: TranslateOptions = {target: 'nerdctl'}): Translation {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const result = translate(lexed.words, tablesWithNerdctl, {nerdctl: version}, options);
	if ('error' in result) throw new Error(result.error);
	return result;
}

function shown({commands}: Translation): readonly string[] {
	return commands.map(command =>
		printCommand(command).replace(/"\$\(crictl ps --all --latest --quiet --name '\^([\w\\.-]+)\$'\)"/g, '<$1>'),
	);
}

// biome-ignore format: a table
it.each([
	['ps -aq',                        '2.0', 'nerdctl --namespace k8s.io ps --all --quiet', 'close'],
	['ps --filter status=paused',     '2.0', 'nerdctl --namespace k8s.io ps --filter status=paused', 'close'],
	['ps --filter ancestor=nginx',    '2.0', 'nerdctl --namespace k8s.io ps', 'partial'],
	['ps --filter status=paused',     '0.20', 'nerdctl --namespace k8s.io ps', 'partial'],
	['logs -f --tail 5 web',          '2.0', 'nerdctl --namespace k8s.io logs --follow --tail 5 <web>', 'exact'],
	['logs web',                      '1.0', 'nerdctl --namespace k8s.io logs <web>', 'partial'],
	['exec -it web ls -la',           '2.0', 'nerdctl --namespace k8s.io exec --interactive --tty <web> ls -la', 'close'],
	['stop -t 5 web db',              '2.0', 'nerdctl --namespace k8s.io stop --time 5 <web> <db>', 'exact'],
	['stop -s INT web',               '1.7', 'nerdctl --namespace k8s.io stop <web>', 'partial'],
	['stop -s INT web',               '2.1', 'nerdctl --namespace k8s.io stop --signal INT <web>', 'exact'],
	['build -t x:1 --build-arg A=b .', '2.0', 'nerdctl --namespace k8s.io build --tag x:1 --build-arg A=b .', 'exact'],
	['build --secret id=a,src=b .',   '2.0', 'nerdctl --namespace k8s.io build --secret id=a,src=b .', 'exact'],
	['buildx build --sbom=true .',    '1.7', 'nerdctl --namespace k8s.io build .', 'partial'],
	['commit -m "a b" web x:1',       '2.0', "nerdctl --namespace k8s.io commit --message 'a b' <web> x:1", 'exact'],
	['run -d --name w -p 80:80 nginx', '2.0', 'nerdctl --namespace k8s.io run --detach --name w --publish 80:80 nginx', 'close'],
	['run -it --sig-proxy=false x',   '1.7', 'nerdctl --namespace k8s.io run --interactive --tty x', 'close'],
	['run --log-driver gelf nginx',   '2.0', 'nerdctl --namespace k8s.io run nginx', 'partial'],
	['cp web:/etc/hosts .',           '2.0', 'nerdctl --namespace k8s.io cp <web>:/etc/hosts .', 'exact'],
	['cp ./a:b web:/',                '2.0', 'nerdctl --namespace k8s.io cp ./a:b <web>:/', 'exact'],
	['login -u me reg.io',            '2.0', 'nerdctl login --username me reg.io', 'exact'],
	['rmi -- -odd',                   '2.0', 'nerdctl --namespace k8s.io rmi -- -odd', 'exact'],
	['inspect nginx:1.27',            '2.0', 'nerdctl --namespace k8s.io inspect nginx:1.27', 'exact'],
	['top web -o pid',                '2.0', 'nerdctl --namespace k8s.io top <web> -o pid', 'exact'],
	['ps --help',                     '2.0', 'nerdctl --namespace k8s.io ps --help', 'exact'],
])('docker %s with nerdctl %s', (line, version, expected, grade) => {
	const answer = nerdctl(line, version);
	expect([...shown(answer), fidelity(answer)]).toEqual([expected, grade]);
});

// biome-ignore format: a table
it.each([
	['image prune -f --filter until=24h', '1.7'],
	['system prune --filter until=24h',   '2.0'],
	['volume prune --filter label=x',     '2.0'],
	['rm --link web/db',                  '2.0'],
	['compose down --rmi all',            '2.0'],
	['compose --dry-run up',              '2.0'],
])('without what nerdctl does not know, docker %s would do more: nothing is translated (%s)', (line, version) => {
	const answer = nerdctl(line, version, {target: 'nerdctl', namespace: 'default'});
	expect(answer.commands).toEqual([]);
	expect(answer.findings.map(({id}) => id)).toContain('nerdctl.refused');
});

// biome-ignore format: a table
it.each([
	['system df',             '2.3', 'nerdctl.command'],
	['network connect n web', '2.3', 'nerdctl.command'],
	['trust inspect x',       '2.3', 'nerdctl.command'],
	['swarm init',            '2.3', 'nerdctl.command'],
	['context ls',            '2.3', 'nerdctl.command'],
	['diff web',              '1.0', 'nerdctl.command-since'],
	['export web',            '2.0', 'nerdctl.command-since'],
	['compose watch',         '2.3', 'nerdctl.command'],
	['rm -f web',             '2.3', 'nerdctl.leave-removal'],
	['container prune -f',    '2.3', 'nerdctl.leave-removal'],
	['image prune -a',        '2.3', 'nerdctl.leave-images'],
	['port web',              '2.2', 'nerdctl.leave-port'],
	['ps -aqf status=exited', '2.2', 'nerdctl.leave-ended'],
	['ps -a -f exited=3',     '1.7', 'nerdctl.leave-ended'],
	['images -qf dangling=true', '2.2', 'nerdctl.leave-dangling'],
	['restart web',           '2.3', 'nerdctl.leave-start'],
	['rename web db',         '2.3', 'nerdctl.leave-name'],
])('docker %s, which nerdctl %s does not do to pods, is answered as without it', (line, version, id) => {
	const answer = nerdctl(line, version);
	expect(answer.findings.map(finding => finding.id)).toContain(id);
	expect(answer.commands.every(({argv}) => argv[0] !== 'nerdctl')).toBe(true);
});

describe('docker compose', () => {
	// biome-ignore format: a table
	it.each([
		['compose -f a.yaml -p x up -d web',    'nerdctl --namespace k8s.io compose --file a.yaml --project-name x up --detach web', 'close'],
		['compose up --wait',                   'nerdctl --namespace k8s.io compose up', 'partial'],
		['compose exec web ls -l',              'nerdctl --namespace k8s.io compose exec web ls -l', 'close'],
		['compose ps',                          'nerdctl --namespace k8s.io compose ps', 'close'],
		['compose',                             'nerdctl --namespace k8s.io compose --help', 'exact'],
	])('%s', (line, expected, grade) => {
		const answer = nerdctl(line);
		expect([...shown(answer), fidelity(answer)]).toEqual([expected, grade]);
	});

	it('docker-compose is docker compose', () => {
		const result = translate(['docker-compose', 'stop', '-t', '3'], tablesWithNerdctl, {}, {target: 'nerdctl'});
		expect(result).toMatchObject({
			commands: [{argv: ['nerdctl', '--namespace', 'k8s.io', 'compose', 'stop', '--timeout', '3']}],
		});
	});

	it('says what is misspelled, with and without nerdctl', () => {
		for (const known of [tables, tablesWithNerdctl]) {
			expect(translate(['compose', 'upp'], known)).toMatchObject({error: 'docker compose has no command upp'});
			expect(translate(['compose', 'up', '--detatch'], known)).toMatchObject({about: 'flag'});
		}
	});

	// biome-ignore format: a table
	it.each([
		['compose logs -f web', 'compose.logs',  'io.kompose.service=web'],
		['compose exec db psql', 'compose.exec', 'deployment/db'],
		['compose up -d',       'compose.up',    'kompose convert'],
		['compose stop web',    'compose.scale', 'kubectl scale deployment web'],
		['compose build',       'compose.build', 'nerdctl --namespace k8s.io compose build'],
		['compose ps web',      'compose.ps',    'io.kompose.service=web'],
		['compose wait',        'compose.wait',  'kubectl'],
	])('%s says what to do instead', (line, id, instead) => {
		const result = translate(line.split(' '), tables);
		if ('error' in result) throw new Error(result.error);
		const finding = result.findings.find(one => one.id === id);
		expect(finding?.instead).toContain(instead);
		expect(fidelity(result)).toBe('none');
	});
});

describe('on a node with nerdctl', () => {
	it('an answer that is worse without it shows its line', () => {
		const hint = nerdctl('build -t x .', '2.0', {}).findings.find(({id}) => id === 'nerdctl.does-it');
		expect(hint?.instead).toBe('nerdctl --namespace k8s.io build --tag x .');
	});

	it('an answer that is as good without it does not', () => {
		expect(nerdctl('ps', '2.0', {}).findings.map(({id}) => id)).not.toContain('nerdctl.does-it');
	});

	it('a node without it hears nothing of it', () => {
		const result = translate(['rename', 'a', 'b'], tables, {});
		if ('error' in result) throw new Error(result.error);
		expect(result.findings.map(({id}) => id)).not.toContain('nerdctl.does-it');
	});
});

it('looks into another containerd namespace where it is told to', () => {
	const into = (line: string) => shown(nerdctl(line, '2.0', {target: 'nerdctl', namespace: 'default'}));
	expect(into('ps')).toEqual(['nerdctl --namespace default ps']);
	expect(into('cp web:/a .')).toEqual(['nerdctl --namespace default cp web:/a .']);
	expect(into('rename web db')).toEqual(['nerdctl --namespace default rename web db']);
});

// biome-ignore format: a table
it.each([
	['rm -f web',       'nerdctl --namespace default rm --force web'],
	['image prune --filter until=1h', 'nerdctl --namespace default image prune --help'],
	['rename web "a b"', "nerdctl --namespace default rename web 'a b'"],
])('what nerdctl made itself: docker %s', (line, own) => {
	expect(nerdctl(line).findings.find(({id}) => id.startsWith('nerdctl.leave-'))?.instead).toContain(own);
	expect(shown(nerdctl(line, '2.3', {target: 'nerdctl', namespace: 'default'}))).toHaveLength(1);
});
