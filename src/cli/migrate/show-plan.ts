import type {Plan} from '../../migrate/plan.ts';
import type {Context} from '../context.ts';
import type {MigrateArguments} from './arguments.ts';

/** As text, as JSON, or as a runbook. */
export async function printPlan(made: Plan, {as}: Pick<MigrateArguments, 'as'>, context: Context): Promise<void> {
	if (context.globals.json) {
		const {planJson} = await import('./plan-json.ts');
		context.print(`${JSON.stringify(planJson(made), null, 2)}\n`);
	} else if (as === 'text') {
		context.print((await import('./print-plan.ts')).planText(made));
	} else {
		const {planMarkdown, planShell} = await import('./print-runbook.ts');
		context.print(as === 'shell' ? planShell(made) : planMarkdown(made));
	}
}

/** Of a recording: what it was not asked passes for missing on its node, so that how much that is has to be told. */
export async function sayLack({host, globals, printError}: Context): Promise<void> {
	if (!globals.demo && globals.replay === undefined) return;
	const {lackOf} = await import('../../app/check-up.ts');
	const lack = lackOf(host, {who: 'a preflight', command: 'migrate plan'});
	if (lack !== undefined) printError(`rtconsole: ${lack}\n`);
}
