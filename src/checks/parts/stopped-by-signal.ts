import {run} from '../fixes.ts';

/** A process in state T: what shows it, and what lets it go on. */
export function stoppedBySignal({pid}: {readonly pid: number}) {
	return {
		evidence: [{source: `/proc/${pid}/stat`, text: 'state T (stopped)'}],
		fix: [run('kill', '-CONT', String(pid))],
	};
}
