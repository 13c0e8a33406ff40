import {exitInWords} from '../../model/exit-words.ts';
import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import type {Fix} from '../known-error.ts';
import type {Matcher} from '../match.ts';
import {isBeingMade} from './container-words.ts';
import {fixesFor} from './fixes.ts';
import {killedCause, stoppedCause} from './killed.ts';
import {nodeDownCause} from './node-down.ts';
import {programWords} from './program-words.ts';
import type {WhyCause} from './why.ts';

const shownEvidence = 3;

/** What follows from something else explains nothing by itself. */
const onlyConsequences = ['crash-loop', 'sandbox-changed', 'pleg'];

/** Codes from here on are of a shell, a runtime or a signal. */
const lastOwnCode = 125;

/** What ends a program from outside, or takes from it what it needs to go on. */
const endsPrograms = /^(?:liveness|probe|hook|post-start|oom|memory|pod-|disk-|node-|shim-|container-)/;

/** Only a journal tells it, and it ends no program: one that ended with a code of its own has another reason. */
export function isBeside({id, evidence}: WhyCause): boolean {
	return evidence.every(({source}) => source === 'journal') && !endsPrograms.test(id);
}

/** A program that ended by itself: no known error says so, only its exit code, and its log says why. */
export function ownCauses(facts: WhyFacts, found: readonly WhyCause[], matcher: Matcher): readonly WhyCause[] {
	const explains = found.filter(({id}) => !onlyConsequences.includes(id));
	return facts.containers.flatMap((one): readonly WhyCause[] => {
		const failed = failedAttempt(one, facts.nowMs);
		const stopped = (ended: WhyContainer['container']) =>
			stoppedCause(ended, facts, evidenceOf(one), fixesFor(logFix(ended.id, facts), facts));
		if (failed === undefined) {
			if (explains.length > 0 || !isDone(one, facts, found)) return [];
			return [stopped(one.container) ?? doneCause(one, facts)];
		}
		const {exitCode = 0, reason} = failed;
		if (explains.some(cause => exitCode >= lastOwnCode || !isBeside(cause))) return [];
		const down = nodeDownCause(failed, facts);
		if (down !== undefined) return [down];
		const asked = stopped(failed);
		if (asked !== undefined) return [asked];
		if (exitCode > 128 && exitCode !== 255) {
			const fix = fixesFor([...logFix(failed.id, facts), needs], facts);
			return [killedCause(failed, one, evidenceOf(one), fix)];
		}
		const said = programWords(linesOf(one), matcher);
		const ended = `Exit code ${exitInWords(exitCode, reason)}.`;
		if (said !== undefined)
			return [
				{
					id: said.known.id,
					title: `${failed.name}: ${said.known.title.charAt(0).toLowerCase()}${said.known.title.slice(1)}`,
					cause: `${said.known.cause} It ended by itself. ${ended}`,
					confidence: 0.75,
					evidence: [{source: `log of ${failed.name}`, text: said.text}],
					fix: fixesFor([...said.known.fix, ...logFix(failed.id, facts)], facts),
				},
			];
		return [
			{
				id: 'program-failed',
				title: `The program of ${failed.name} ended by itself with exit code ${exitCode}`,
				cause: `${ended} Neither the kubelet nor the runtime ended it: what it wrote last says why.`,
				confidence: 0.9,
				evidence: evidenceOf(one),
				fix: fixesFor([...logFix(failed.id, facts), needs], facts),
			},
		];
	});
}

const needs: Fix = {text: 'what the program needs: its configuration, its environment, the services that it calls'};

/** It ended without an error, was started again, and is to be again. */
function isDone({container}: WhyContainer, {api}: WhyFacts, found: readonly WhyCause[]): boolean {
	const policy = 'value' in api ? api.value.restartPolicy : undefined;
	const restarted = policy === 'Always' || (policy === undefined && found.some(({id}) => id === 'crash-loop'));
	const isInit = 'value' in api && api.value.containers.some(({init, name}) => init && name === container.name);
	return container.state === 'exited' && container.exitCode === 0 && restarted && !isInit;
}

function doneCause(one: WhyContainer, facts: WhyFacts): WhyCause {
	const {id, name} = one.container;
	return {
		id: 'program-done',
		title: `${name} ends without an error and is started again and again: it is no program that stays`,
		cause:
			'Exit code 0: it thinks that it is done. A shell without a terminal ends so, and what goes into the background.',
		confidence: 0.9,
		evidence: evidenceOf(one),
		fix: fixesFor(
			[
				...logFix(id, facts),
				{text: 'start it in the foreground; a task that ends is a Job, or wants restartPolicy: OnFailure'},
			],
			facts,
		),
	};
}

function linesOf({log}: WhyContainer): readonly string[] {
	return 'value' in log ? log.value : [];
}

function evidenceOf(one: WhyContainer): WhyCause['evidence'] {
	return linesOf(one)
		.slice(-shownEvidence)
		.map(text => ({source: `log of ${one.container.name}`, text}));
}

/** The attempt that failed: this one, or the one before it where this one runs already, or is about to. */
function failedAttempt({container, before}: WhyContainer, nowMs: number): WhyContainer['container'] | undefined {
	if (container.state === 'exited') return (container.exitCode ?? 0) === 0 ? undefined : container;
	const goesOn = container.state === 'running' || isBeingMade(container, nowMs);
	if (goesOn && before !== undefined && (before.exitCode ?? 0) !== 0) return before;
	return undefined;
}

function logFix(id: string, {tool}: WhyFacts): readonly Fix[] {
	const logs = tool === 'ctr' ? undefined : ([tool, 'logs', '--tail', '50', id.slice(0, 13)] as const);
	return [...(logs === undefined ? [] : [{text: logs.join(' '), argv: logs}]), {text: 'kubectl logs --previous POD'}];
}
