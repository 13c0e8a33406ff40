import {expect, it} from 'vitest';
import {printsList} from '../../src/cli/line-manners.ts';
import {oneList} from '../../src/cli/one-list.ts';

const pods = '[{"Id":"aa11","Name":"/web"},{"Id":"bb22","Name":"/db"}]\n';
const ctrs = '[\n    {"Id":"mine","Name":"/mine"}\n]\n';

it('has all in the order of the line, by ID and by name', () => {
	const text = oneList([pods, ctrs], ['docker', 'inspect', 'bb2', 'mine', 'web']);
	expect((JSON.parse(text ?? '') as {Name: string}[]).map(({Name}) => Name)).toEqual(['/db', '/mine', '/web']);
});

it('keeps what the line names in no word that can be found', () => {
	const text = oneList([pods, '[]'], ['docker', 'inspect', 'front/web', 'db']);
	expect((JSON.parse(text ?? '') as {Name: string}[]).map(({Name}) => Name)).toEqual(['/db', '/web']);
});

it.each([['crictl said nothing'], ['{"status":{}}'], ['']])('is none where a part is no list: %s', text => {
	expect(oneList([pods, text], ['docker', 'inspect', 'web'])).toBeUndefined();
});

it('is printed without a template alone', () => {
	expect(printsList(['docker', 'inspect', 'web'])).toBe(true);
	expect(printsList(['docker', 'inspect', '-f', '{{.Id}}', 'web'])).toBe(false);
	expect(printsList(['docker', 'stop', 'web'])).toBe(false);
});
