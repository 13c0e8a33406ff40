import {expect, it} from 'vitest';
import {translate} from '../../src/translate/translate.ts';
import {tables} from './support.ts';

const called = {crictl: 'k3s crictl', ctr: "/opt/my tools/ctr --address '/run/a b.sock'"};
const said = (...words: readonly string[]) => {
	const answer = translate(words, tables, {}, {here: true, called});
	if ('error' in answer) throw new Error(answer.error);
	return answer.findings.filter(({id}) => id === 'tool.called').map(({kind, instead}) => `${kind} ${instead}`);
};

it('what makes the lines run as they stand is said for the tools that they need', () => {
	expect(said('docker', 'ps')).toEqual([
		"close once: alias crictl='k3s crictl'; then these lines run as they stand. rtconsole docker … needs no alias",
	]);
	expect(said('docker', 'pull', 'a')).toHaveLength(1);
	expect(said('docker', 'exec', '-u', '0', 'web', 'id').map(text => /alias (\w+)/.exec(text)?.[1])).toEqual([
		'crictl',
		'ctr',
	]);
	expect(said('docker', 'login')).toEqual([]);
});

it('what stands in the alias is one word for the shell, whatever the path of the tool is', () => {
	const [, ctr = ''] = said('docker', 'exec', '-u', '0', 'web', 'id');
	expect(ctr).toContain(`alias ctr='/opt/my tools/ctr --address '\\''/run/a b.sock'\\'''`);
});
