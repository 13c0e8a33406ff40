import type {Binding} from '../keymap.ts';

export type MigrateCommandId =
	| `migrate-${'preflight' | 'plan' | 'walk' | 'status'}`
	| 'migrate-next-page'
	| 'migrate-next-pane'
	| 'migrate-accept'
	| 'migrate-apply'
	| 'migrate-undo'
	| 'migrate-clean-up'
	| 'migrate-stop';

/** Keys of the migration. Part of the key table. */
export const migrateKeys: readonly Binding[] = [
	{
		keys: ['enter'],
		does: 'open',
		short: 'more',
		help: 'evidence and fix, commands and differences; or fold them away',
		where: ['migrate'],
		footer: 1,
	},
	{
		keys: ['a'],
		does: 'migrate-apply',
		short: 'apply',
		help: 'walk the steps, or go on with them; asks first',
		where: ['migrate', 'migrate-journal'],
		footer: 2.1,
		changes: true,
	},
	{
		keys: ['c'],
		does: 'migrate-accept',
		short: 'accept',
		help: 'accept what the finding says is lost; again: take that back',
		where: ['migrate'],
	},
	{
		keys: ['u'],
		does: 'migrate-undo',
		short: 'undo',
		help: 'take back everything that was done; asks first',
		where: ['migrate', 'migrate-journal'],
		footer: 2.3,
		changes: true,
	},
	{
		keys: ['C'],
		does: 'migrate-clean-up',
		short: 'clean up',
		help: 'remove what is left of docker, the way back too; asks first',
		where: ['migrate'],
		changes: true,
	},
	{
		keys: ['tab'],
		does: 'migrate-next-page',
		short: 'next page',
		help: 'preflight, plan, walk, status',
		where: ['migrate'],
		footer: 2.4,
	},
	{
		keys: ['p'],
		does: 'migrate-next-pane',
		short: 'pane',
		help: 'of the walk: steps, output, result, journals',
		where: ['migrate', 'migrate-journal'],
		footer: 2.5,
	},
	{
		keys: ['S'],
		does: 'migrate-stop',
		short: 'stop',
		help: 'stop the walk after the change that is under way',
		where: ['migrate', 'migrate-journal'],
		footer: 2.6,
	},
	{
		keys: ['1'],
		does: 'migrate-preflight',
		short: 'preflight',
		help: 'what was found',
		where: ['migrate', 'migrate-journal'],
	},
	{keys: ['2'], does: 'migrate-plan', short: 'plan', help: 'what will be done', where: ['migrate', 'migrate-journal']},
	{keys: ['3'], does: 'migrate-walk', short: 'walk', help: 'what is being done', where: ['migrate', 'migrate-journal']},
	{keys: ['4'], does: 'migrate-status', short: 'status', help: 'what was done', where: ['migrate', 'migrate-journal']},
	{keys: ['z'], does: 'fold-all', short: 'fold all', help: 'fold everything, or unfold everything', where: ['migrate']},
	{keys: ['r'], does: 'refresh', short: 'again', help: 'look at the node again', where: ['migrate'], footer: 6},
];
