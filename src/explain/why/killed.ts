import {exitInWords} from '../../model/exit-words.ts';
import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import type {Fix} from '../known-error.ts';
import {readLogLine} from '../read-line.ts';
import {askedToEnd} from './asked-to-end.ts';
import {mebibytes} from './container-words.ts';
import type {WhyCause} from './why.ts';

type Ended = WhyContainer['container'];

/** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV: what a program gets for what it did itself. */
const ofItsOwn = [132, 133, 134, 135, 136, 139];
const sigkill = 137;

/** Ended by a signal: who sent it, as far as anything on the node tells. */
export function killedCause(
	failed: Ended,
	one: WhyContainer,
	log: WhyCause['evidence'],
	fix: readonly Fix[],
): WhyCause {
	const {name, exitCode = 0, reason} = failed;
	const code = `Exit code ${exitInWords(exitCode, reason)}.`;
	if (ofItsOwn.includes(exitCode))
		return {
			id: 'program-crashed',
			title: `The program of ${name} crashed`,
			cause: `${code} The kernel ended it for what it did itself: a defect of the program, of a library, or a build for another processor.`,
			confidence: 0.85,
			evidence: log,
			fix,
		};
	return {
		id: 'program-killed',
		title: `The program of ${name} was ended by a signal`,
		cause: `${code} ${memoryWords(one, exitCode)}Nothing in the journals says who sent it: a program or a person on the node (kill), or a stop of before what the journals hold.`,
		confidence: 0.6,
		evidence: log,
		fix,
	};
}

/** Ended because somebody asked the runtime for it, whatever its code is then; undefined where nobody did. */
export function stoppedCause(
	ended: Ended,
	facts: WhyFacts,
	log: WhyCause['evidence'],
	fix: readonly Fix[],
): WhyCause | undefined {
	const {name, exitCode = 0, reason} = ended;
	const asked = askedToEnd(ended, facts);
	if (asked === undefined || ofItsOwn.includes(exitCode)) return undefined;
	const late = 'it did not end on SIGTERM in the time that it had, and was killed';
	return {
		id: 'program-stopped',
		title: `${name} was stopped from outside: ${asked.how}`,
		cause: `Exit code ${exitInWords(exitCode, reason)}. It was told to end: ${
			exitCode === sigkill ? late : 'it ended on SIGTERM'
		}. ${asked.who}`,
		confidence: 0.85,
		evidence: [{source: 'journal', text: readLogLine(asked.line, 1).message}, ...log],
		fix,
	};
}

/** Memory is what everybody thinks of first: a runtime now and then misses that a limit was reached, so it is not ruled out. */
function memoryWords({memoryLimitBytes}: WhyContainer, exitCode: number): string {
	if (exitCode !== sigkill) return '';
	return memoryLimitBytes === undefined
		? 'It has no memory limit that it could have reached. '
		: `Its memory limit is ${mebibytes(memoryLimitBytes)}: the runtime did not see it reached, and does not always see it. `;
}
