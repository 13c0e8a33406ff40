import {expect, it} from 'vitest';
import type {Context} from '../../src/cli/context.ts';
import {printingTo} from '../../src/cli/printing-to.ts';

it('a context that prints elsewhere has all that the other one inherits, and asks for nothing that is not wanted', () => {
	let asked = 0;
	const whole = {
		env: {A: '1'},
		print: () => {},
		get inputIsEmpty() {
			asked += 1;
			return true;
		},
	};
	const said: unknown[] = [];
	const context = printingTo(Object.create(whole, {interactive: {value: true}}) as Context, text => said.push(text));
	context.print('there');
	expect([context.env, context.interactive, said, asked]).toEqual([{A: '1'}, true, ['there'], 0]);
	expect([context.inputIsEmpty, asked]).toEqual([true, 1]);
});
