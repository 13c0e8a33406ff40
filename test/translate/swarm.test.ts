import {expect, it} from 'vitest';
import {fidelity} from '../../src/translate/fidelity.ts';
import {lex} from '../../src/translate/lex.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

function insteadOf(line: string): string {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(lexed.error);
	const result = translate(lexed.words, tables);
	if ('error' in result) throw new Error(result.error);
	expect(fidelity(result)).toBe('none');
	return result.findings.find(({id}) => id.startsWith('swarm.'))?.instead ?? '';
}

// biome-ignore format: a table
it.each([
	['service scale web=3',                    'kubectl scale deployment web --replicas=3'],
	['service logs -f web',                    'kubectl logs --prefix --selector app=web'],
	['service create --name w --replicas 2 nginx', 'kubectl create deployment w --image=nginx --replicas=2'],
	['service rollback web',                   'kubectl rollout undo deployment web'],
	['node update --availability drain n1',    'kubectl drain n1 --ignore-daemonsets'],
	['node update --availability=active n1',   'kubectl uncordon n1'],
	['node update --label-add a=b n1',         'kubectl label node n1 a=b'],
	['node ps n1',                             'spec.nodeName=n1'],
	['stack deploy -c my.yaml app',            'kompose convert --file my.yaml'],
	['swarm join-token worker',                'kubeadm token create --print-join-command'],
	['config create a ./f',                    'kubectl create configmap a --from-file=./f'],
	['secret rm "a;b"',                        "kubectl delete secret 'a;b'"],
])('docker %s → instead %s', (line, expected) => {
	expect(insteadOf(line)).toContain(expected);
});

it('every command of a swarm has a sentence of its own', () => {
	const commands = Object.keys(tables.rules).filter(name => tables.rules[name]?.build === 'swarm');
	expect(commands.length).toBeGreaterThan(35);
	expect(commands.filter(name => tables.sentences[`swarm.${name.replaceAll(' ', '-')}`] === undefined)).toEqual([]);
});
