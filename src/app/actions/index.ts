import type {RowAction} from '../acting/row-action.ts';
import type {Target} from '../acting/target.ts';
import {copyIn} from './copy-in.ts';
import {copyOut} from './copy-out.ts';
import {exportImage} from './export-image.ts';
import {hostShell} from './host-shell.ts';
import {kill} from './kill.ts';
import {pause} from './pause.ts';
import {portForward} from './port-forward.ts';
import {pull} from './pull.ts';
import {remove} from './remove.ts';
import {removeImage} from './remove-image.ts';
import {resume} from './resume.ts';
import {rootShell} from './root-shell.ts';
import {shell} from './shell.ts';
import {stop} from './stop.ts';

/** Everything that can be done to a row, in the order of the menu. */
export const actions: readonly RowAction[] = [
	shell,
	rootShell,
	hostShell,
	stop,
	kill,
	pause,
	resume,
	remove,
	removeImage,
	copyOut,
	copyIn,
	portForward,
	pull,
	exportImage,
];

export function actionNamed(id: string): RowAction {
	const found = actions.find(action => action.id === id);
	if (!found) throw new Error(`no action is named ${id}`);
	return found;
}

/** An action of the menu, and why it cannot be done just now. */
export type Offered = {readonly action: RowAction; readonly because?: string};

/** What can be done to all of these rows. */
export function actionsFor(targets: readonly Target[]): readonly Offered[] {
	if (targets.length === 0) return [];
	return actions.flatMap(action => {
		const because = whyNot(action, targets);
		return because === undefined ? [] : [because === true ? {action} : {action, because}];
	});
}

/** True: it can. A sentence: why it cannot. Undefined: it is not for such rows. */
export function whyNot(action: RowAction, targets: readonly Target[]): true | string | undefined {
	const fits = targets.map(target => action.fits(target));
	if (fits.some(fit => fit === undefined)) return undefined;
	if (action.single && targets.length > 1) return 'only one row at a time';
	return fits.find(fit => fit !== true) ?? true;
}
