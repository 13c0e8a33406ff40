import {expect, it} from 'vitest';
import {fill} from '../../src/explain/fill.ts';
import type {KnownError} from '../../src/explain/known-error.ts';

const known: KnownError = {
	id: 'flag',
	title: 'a flag',
	severity: 'fatal',
	where: ['kubelet'],
	patterns: ['unknown flag: (?<flag>\\S{1,80})'],
	cause: '{{flag}} is gone',
	fix: [{text: 'grep -e {{flag}} FILE', argv: ['grep', '-e', '{{flag}}', 'FILE']}],
	source: ['test'],
	weight: 50,
	examples: [],
};

it('what the line names stands in cause and fix', () => {
	expect(fill(known, 'unknown flag: --network-plugin')).toMatchObject({
		cause: '--network-plugin is gone',
		fix: [{text: 'grep -e --network-plugin FILE', argv: ['grep', '-e', '--network-plugin', 'FILE']}],
	});
});

it.each(['nothing', 'unknown flag: --a;reboot', 'unknown flag: $(reboot)', 'unknown flag: \u202e--a'])(
	'where the line does not say it, or says what no command may hold, the word stands there and nothing can be run: %j',
	message => {
		const {cause, fix} = fill(known, message);
		expect(cause).toBe('FLAG is gone');
		expect(fix).toEqual([{text: 'grep -e FLAG FILE'}]);
	},
);
