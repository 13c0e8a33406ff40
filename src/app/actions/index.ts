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

export type MenuItem = Pick<RowAction, 'id' | 'key' | 'label' | 'about'>;

/** An action of the menu, and why it cannot be done just now. */
export type Offered = {readonly action: MenuItem; readonly because?: string};

/** It only looks, so it is no action that is planned; the menu has it, for there people look for it. */
export const whyItem: MenuItem = {
	id: 'why',
	key: 'w',
	label: 'why',
	about: 'why it does not run, and what to type',
};

/** Rows of which can be told why they do not run. */
const canBeAsked: ReadonlyArray<Target['kind']> = ['pod', 'container', 'task'];

/** What can be done to all of these rows. */
export function actionsFor(targets: readonly Target[]): readonly Offered[] {
	if (targets.length === 0) return [];
	const changing = actions.flatMap((action): readonly Offered[] => {
		const because = whyNot(action, targets);
		return because === undefined ? [] : [because === true ? {action} : {action, because}];
	});
	if (!targets.every(({kind}) => canBeAsked.includes(kind))) return changing;
	return [...changing, targets.length === 1 ? {action: whyItem} : {action: whyItem, because: 'only one row at a time'}];
}

/** True: it can. A sentence: why it cannot. Undefined: it is not for such rows. */
export function whyNot(action: RowAction, targets: readonly Target[]): true | string | undefined {
	const fits = targets.map(target => action.fits(target));
	if (fits.some(fit => fit === undefined)) return undefined;
	if (action.single && targets.length > 1) return 'only one row at a time';
	return fits.find(fit => fit !== true) ?? true;
}
