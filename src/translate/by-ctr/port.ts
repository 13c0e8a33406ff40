import {close} from '../transform.ts';
import {argOf, type BuildByCtr, script} from './held.ts';

/** ctr publishes no ports: docker prints nothing of such a container, and of one port it says that it is not there. */
export const port: BuildByCtr = (held, ask) => {
	const [name = '', only] = ask.parsed.args;
	const exists = 'ctr containers info "$1" >/dev/null';
	const none = `${exists} && { echo "no public port $2 published for $1" >&2; exit 1; }`;
	const args = [argOf(name, held), ...(only === undefined ? [] : [only])];
	return {
		commands: [script(only === undefined ? exists : none, args, held, 'read')],
		findings: [close('by-ctr.port')],
	};
};
