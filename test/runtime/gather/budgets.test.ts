import {expect, it} from 'vitest';
import {parseBudgets} from '../../../src/runtime/gather/budgets.ts';
import {podOf} from '../../support/migration-facts.ts';

const budget = (name: string, app: string, disruptionsAllowed: number, namespace = 'default') => ({
	metadata: {name, namespace},
	spec: {selector: {matchLabels: {app}}},
	status: {disruptionsAllowed, desiredHealthy: 1, currentHealthy: 1},
});

it('budgets are those that do not let all pods of this node go at once', () => {
	const items = [
		budget('strict', 'web', 0),
		budget('kind', 'web', 1),
		budget('other', 'db', 0),
		budget('far', 'web', 0, 'x'),
	];
	const pods = [podOf('web-1', {labels: {app: 'web'}}), podOf('web-2', {labels: {app: 'web'}}), podOf('bare')];
	expect(parseBudgets(JSON.stringify({items}), pods)).toEqual([
		{name: 'default/strict', needed: 1, healthy: 1, pods: ['default/web-1', 'default/web-2']},
		{name: 'default/kind', needed: 1, healthy: 1, allowed: 1, pods: ['default/web-1', 'default/web-2']},
	]);
});
