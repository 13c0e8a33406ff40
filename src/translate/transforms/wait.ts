import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';

/** Nothing waits for a container of the CRI, so it is asked until it has ended; one ID throughout, not its successor's. */
const script = [
	'ask() { crictl inspect --output go-template --template "$1" "$2"; }',
	'while [ "$(ask "{{.status.state}}" "$1")" = CONTAINER_RUNNING ]; do sleep 1; done',
	'ask "{{.status.exitCode}}" "$1"',
].join('; ');

export const wait: Build = (_draft, {parsed}) => ({
	commands: parsed.args.map(name => ({
		argv: ['sh', '-c', script, 'sh', containerArg(name)] as const,
		effect: 'read' as const,
	})),
});
