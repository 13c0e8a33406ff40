import type {Container} from '../../model/container.ts';
import {latestAttempts} from '../../model/latest-attempts.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {plainText} from '../../model/text.ts';
import {type Target, targetsOf} from '../acting/target.ts';
import {type Step, stay} from '../action.ts';
import {containerBehind} from '../container-behind.ts';
import {knownRow} from '../details/known-row.ts';
import type {DetailsFormat} from '../details/screen.ts';
import {listNamed} from '../lists/index.ts';
import type {List} from '../lists/list.ts';
import {selectedRow} from '../rows.ts';
import {type State, topScreen} from '../state.ts';
import {startAction} from './act.ts';
import {openFound, openRow} from './cheat.ts';
import {toggleCheck} from './checks.ts';
import {openDetails, showAs, toggleFold} from './details.ts';
import {openJob} from './jobs.ts';
import {toggleFinding} from './migrate-pages.ts';
import {goToList, openList, openText} from './navigate.ts';
import {onlyContainer} from './only-container.ts';
import {rowShown} from './row-shown.ts';
import {runTranslation} from './translate.ts';

/** `enter`: on a row, where it leads; in the translator, run. */
export function openSelected(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind === 'translate') return runTranslation(state, screen);
	if (screen.kind === 'cheat') return openFound(state, screen);
	if (screen.kind === 'entry') return openRow(state, screen);
	if (screen.kind === 'details') return toggleFold(state);
	if (screen.kind === 'checks') return toggleCheck(state, screen);
	if (screen.kind === 'migrate') return toggleFinding(state, screen);
	if (screen.kind === 'jobs') return openJob(state, screen);
	return onRow(state, (list, row) => {
		const destination = list.open(row);
		switch (destination.to) {
			case 'list':
				return openList(state, destination.list, destination);
			case 'logs':
				return openText(state, `logs of ${nameOf(destination.container)}`, logsOf(destination.container));
			case 'process':
				return openText(state, plainText(destination.title), {of: 'process', pid: destination.pid});
			case 'nowhere':
				return note(state, destination.because);
			case 'namespace':
				return goToList({...state, containerdNamespace: destination.containerdNamespace}, 'containers');
			case 'details':
				return details(state, list, row, 'describe');
		}
	});
}

/** `x`: what stands behind the row, from its pod down to its layers. */
export function treeOfSelected(state: State): Step {
	return onRow(state, (list, row) => {
		const found = list.treeOf?.(row);
		return found
			? openList(state, 'tree', {pod: found.root, select: found.select})
			: note(state, `${list.name}: no tree stands behind this row`);
	});
}

/** `l`: the log as it comes. */
export const logsOfSelected = openLog(false);

/** `p` on a row: what the attempt before wrote, without opening this one's log first. */
export const previousLogOfSelected = openLog(true);

function openLog(previous: boolean) {
	return (state: State): Step => logOfRow(state, previous);
}

function logOfRow(state: State, previous: boolean): Step {
	const open = (container: Container) =>
		previous && container.attempt === 0
			? note(state, 'this is the first attempt: there is none before it')
			: openText(state, `logs of ${nameOf(container)}`, {...logsOf(container), previous});
	return onContainer(state, 'log', open, pod => {
		const only = onlyContainer(state, pod);
		return only && open(only);
	});
}

export function shellInSelected(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind === 'list' && screen.list === 'tasks') return startAction(state, 'shell', targetsOf(state));
	if (state.demo) return note(state, 'demo: there is no container behind this row');
	if (state.readOnly) return note(state, 'read-only mode: no shell');
	const start = (target: Target) => startAction(state, 'shell', [target]);
	return onContainer(
		state,
		'shell',
		container => start({kind: 'container', container}),
		pod => (latestAttempts(pod).length === 1 ? start({kind: 'pod', pod}) : undefined),
	);
}

export function inspectSelected(state: State): Step {
	return detailsAs(state, 'json');
}

export function describeSelected(state: State): Step {
	return detailsAs(state, 'describe');
}

export function yamlOfSelected(state: State): Step {
	return detailsAs(state, 'yaml');
}

function detailsAs(state: State, format: DetailsFormat): Step {
	if (topScreen(state).kind === 'details') return showAs(state, format);
	return onRow(state, (list, row) => details(state, list, row, format));
}

function details(state: State, list: List<unknown>, row: unknown, format: DetailsFormat): Step {
	const subject = list.subject(row);
	if (!subject) {
		const destination = list.open(row);
		return note(
			state,
			destination.to === 'nowhere' ? destination.because : `${list.name}: the row is all that is known`,
		);
	}
	const known = knownRow(state, list, row, subject);
	return openDetails(state, {
		title: `${subject.kind} ${plainText(list.label(row))}`,
		subject,
		row: known,
		// What was never listed has nothing to be described by: the runtime's own answer says more.
		format: known === undefined && format === 'describe' ? 'json' : format,
	});
}

function onRow(state: State, act: (list: List<unknown>, row: unknown) => Step): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'list') return stay(state);
	const row = selectedRow(state, screen);
	return row === undefined ? stay(state) : act(listNamed(screen.list), row);
}

/** A pod with one container stands for it; one with several opens their list: which is meant is the person's choice. */
function onContainer(
	state: State,
	wanted: 'log' | 'shell',
	act: (container: Container) => Step,
	actOnPod: (pod: PodWithContainers) => Step | undefined,
): Step {
	const shown = rowShown(state);
	if (shown === undefined) return topScreen(state).kind === 'list' ? stay(state) : note(state, `no ${wanted} here`);
	const {list, row} = shown;
	const own = containerBehind(state, list, row);
	if (own) return act(own);
	const done = list.name === 'pods' ? actOnPod(row as PodWithContainers) : undefined;
	if (done) return done;
	const destination = list.open(row);
	if (destination.to !== 'list') return note(state, `no ${wanted} here: choose a container`);
	const opened = openList(state, destination.list, destination);
	return {...opened, state: noted(opened.state, `choose the container for the ${wanted}`)};
}

function logsOf(container: Container) {
	return {of: 'logs', container, timestamps: false, since: 'tail', previous: false} as const;
}

function note(state: State, text: string): Step {
	return stay(noted(state, text));
}

function noted(state: State, text: string): State {
	return {...state, notice: {text, tone: 'warn'}};
}

function nameOf({podName, name}: Container): string {
	return plainText(podName === undefined ? name : `${podName}/${name}`);
}
