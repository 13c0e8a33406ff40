import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {translateClient} from '../../src/translate/clients/translate-client.ts';
import {fidelity} from '../../src/translate/fidelity.ts';
import {lex} from '../../src/translate/lex.ts';
import {printCommand} from '../../src/translate/print.ts';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {tables as dockers} from './support.ts';

const clients = JSON.parse(readFileSync('data/clients.json', 'utf8'));
const tables = {...dockers, clients};

function translated(line: string) {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const [client] = lexed.words;
	if (client !== 'podman' && client !== 'nerdctl') throw new Error(line);
	return translateClient(client, lexed.words, tables, {}, {unique: 'x'});
}

// biome-ignore format: a table
it.each([
	['podman ps -a',                             'crictl ps --all',                         'exact',   ['client.podman']],
	['podman --log-level=debug --remote ps',     'crictl ps',                               'exact',   ['client.podman', 'client.flags']],
	['podman pod ps',                            'crictl pods',                             'exact',   ['client.podman']],
	['podman pod rm -f web',                     'crictl rmp "$(crictl pods --latest --quiet --name \'^web$\')"', 'partial', ['client.podman', 'client.own-flags']],
	['podman pod create --name p',               '',                                        'none',    ['client.pod']],
	['podman image exists nginx',                'crictl inspecti docker.io/library/nginx:latest', 'close', ['client.exists']],
	['podman generate kube web',                 '',                                        'none',    ['client.generate-kube']],
	['podman machine start',                     '',                                        'none',    ['client.only']],
	['nerdctl -n k8s.io images',                 'crictl images',                           'exact',   ['client.nerdctl']],
	['nerdctl --namespace=k8s.io exec -it 0123456789ab sh', 'crictl exec --interactive --tty 0123456789ab sh', 'close', ['client.nerdctl']],
	['nerdctl ps',                               'crictl ps',                               'close',   ['client.nerdctl-namespace']],
	['nerdctl -n default --debug ps -q',         'crictl ps --quiet',                       'close',   ['client.nerdctl-namespace', 'client.flags']],
	['nerdctl namespace ls',                     'ctr namespaces ls',                       'close',   ['client.nerdctl-namespace']],
	['nerdctl namespace rm old',                 'ctr namespaces rm old',                   'close',   ['client.nerdctl-namespace']],
])('%s → %s (%s)', (line, expected, grade, ids) => {
	const answer = translated(line);
	if ('error' in answer) throw new Error(answer.error);
	expect([answer.commands.map(printCommand).join('; '), fidelity(answer), answer.docker]).toEqual([expected, grade, line]);
	expect(answer.findings.map(({id}) => id)).toEqual(expect.arrayContaining(ids));
});

// biome-ignore format: a table
it.each([
	['podman ps --nosuch',    'podman is read as docker, and docker ps has no flag --nosuch'],
	['nerdctl -n',            'nerdctl: -n needs a value'],
	['nerdctl nosuch',        'nerdctl is read as docker, and docker has no command nosuch'],
])('%s: %s', (line, error) => {
	expect(translated(line)).toMatchObject({error});
});

// biome-ignore format: a table
it.each([
	['sudo podman logs -f 0123456789ab | tail',   {},                 'sudo crictl logs --follow 0123456789ab | tail'],
	['nerdctl -n k8s.io rm $(nerdctl -n k8s.io ps -aq)', {},          'crictl rm $(crictl ps --all --quiet)'],
	['nerdctl ps -q | xargs -n1 nerdctl stop',    {},                 'crictl ps --quiet | xargs -n1 crictl stop --timeout 10'],
	['nerdctl -n k8s.io ps',                      {nerdctl: '2.0.0'}, 'nerdctl -n k8s.io ps'],
	['podman pod ps && podman machine ls',        {},                 'crictl pods && podman machine ls'],
	['echo podman; ls podman',                    {},                 'echo podman; ls podman'],
])('%s with %j', (line, versions, expected) => {
	expect(rewrite(line, {tables, versions, options: {unique: 'x'}})).toMatchObject({text: expected});
});

it('each command of its own is answered, or refused with a sentence', () => {
	for (const {own} of Object.values(clients) as ReadonlyArray<{own: Record<string, {none?: string; says?: string}>}>)
		for (const {none, says} of Object.values(own))
			for (const id of [none, says]) if (id !== undefined) expect(tables.sentences[id]).toBeDefined();
});
