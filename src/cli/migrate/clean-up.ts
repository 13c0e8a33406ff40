import {cleaningOf, type Removal} from '../../migrate/clean-up.ts';
import {plainText} from '../../model/text.ts';
import type {Context} from '../context.ts';
import {cleared} from './cleared.ts';
import {whileLocked} from './print-walk.ts';
import type {Session} from './session.ts';

/** Tell what each removal frees; with `--yes`, and its consent where it loses something, do it. The exit code. */
export async function cleanUpNode(session: Session, context: Context, consents: readonly string[]): Promise<number> {
	const gather = () => session.gatherLeftovers();
	const facts = await gather();
	const {removals, blocked} = cleaningOf(facts);
	const lacking = removals.filter(({consent}) => consent !== undefined && !consents.includes(consent));
	const agreed = blocked === undefined && lacking.length === 0 && context.globals.yes;
	if (!agreed) print(context, removals, blocked);
	if (removals.length === 0) return 0;
	if (blocked !== undefined || lacking.length > 0) return 3;
	if (!agreed) {
		if (!context.interactive || context.globals.json) return 3;
		if (!(await context.confirm('Remove all of this now?'))) return 3;
	}
	return whileLocked(session, context, 'clean-up', stopped => cleared(session, {now: context.now, stopped}));
}

function print(context: Context, removals: readonly Removal[], blocked: string | undefined): void {
	if (context.globals.json) {
		const because = blocked === undefined ? {} : {because: blocked};
		context.print(`${JSON.stringify({removals, ...because}, null, 2)}\n`);
		return;
	}
	if (removals.length === 0) context.print('nothing is left of docker but its packages\n');
	const lines = removals.flatMap(({id, title, why, freesBytes, commands, consent, irreversible}) => [
		`${title} [${id}]: frees ${(freesBytes / 1e6).toFixed(1)} MB`,
		`  why: ${why}`,
		...commands.map(text => `  $ ${text}`),
		...(irreversible === undefined ? [] : [`  no undo: ${irreversible}`]),
		...(consent === undefined ? [] : [`  accept it with --consent ${consent}`]),
	]);
	context.print(lines.map(line => `${plainText(line)}\n`).join(''));
	if (blocked !== undefined) context.printError(`rtconsole: not now: ${plainText(blocked)}\n`);
	else if (removals.length > 0)
		context.print(
			'The packages of docker are yours to remove; see before that containerd stays: apt-get remove --simulate docker.io\n',
		);
}
