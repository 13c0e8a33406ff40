import type {Command} from '../types.ts';

/** What docker refuses where the container does not run, and crictl does not. Nothing of it needs the terminal. */
export function refusing(message: string): NonNullable<Command['ended']> {
	return {argv: ['sh', '-c', 'echo "$0" >&2; exit 1', message], terminal: undefined};
}

/** docker's words; crictl, ctr and ps say it in theirs. */
export function notRunning(): NonNullable<Command['ended']> {
	return refusing('Error response from daemon: container is not running');
}
