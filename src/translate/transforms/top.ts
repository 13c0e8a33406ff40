import {quoteWord} from '../../model/argv.ts';
import {containerArg} from '../container-arg.ts';
import {type Build, close, lost, note} from '../transform.ts';
import {notRunning} from './refusing.ts';

/**
 * `docker top`: the host's own ps, over the PIDs that containerd knows, which is what docker does. ps of the container, as
 * `crictl exec` runs it, has other PIDs, and many an image has none.
 */
export const top: Build = (_draft, ask) => {
	const [name = '', ...options] = ask.parsed.args;
	const container = containerArg(name);
	if (ask.target === 'crictl') {
		const program = ['ps', ...(options.length === 0 ? ['-ef'] : options)];
		return {
			commands: [{argv: ['crictl', 'exec', container, ...program], effect: 'read'}],
			findings: [close('top.inside')],
		};
	}
	const shown = options.length === 0 ? ['-f'] : withoutAll(options);
	if (shown.some(choosesProcesses)) return {commands: [], findings: [lost('top.chosen')]};
	const script = `ps ${shown.map(quoteWord).join(' ')} -p "$(${pids})"`;
	return {
		commands: [{argv: ['sh', '-c', script, 'sh', container], effect: 'read', ended: notRunning()}],
		findings: [note('top.host')],
	};
};

/** The ID stands last, where xargs puts it. One that is not running has no PIDs, and ps fails. */
const pids = 'ctr -n k8s.io task ps "$1" | grep -o "^[0-9]*" | paste -sd, -';

/** ps shows all processes with `-e`, `-A`, `ax`, whatever else it is told to choose: docker then leaves out the others. */
export function withoutAll(options: readonly string[]): readonly string[] {
	return options
		.map((word, index) => {
			if (isValue(options, index)) return word;
			if (/^-[a-zA-Z]+$/.test(word)) return word.replace(/(?<!o)[eAad]/g, '');
			return /^[a-zA-Z]+$/.test(word) ? word.replace(/[axg]/g, '') : word;
		})
		.filter(word => word !== '' && word !== '-');
}

/** What follows `-o`. */
function isValue(options: readonly string[], index: number): boolean {
	return /^(-\w*[oO]|--(format|sort|cols|columns|width|rows|lines))$/.test(options[index - 1] ?? '');
}

function choosesProcesses(word: string): boolean {
	return /^-[a-zA-Z]*[CGUgpqstuN]|^--(pid|ppid|quick-pid|user|User|group|Group|sid|tty|deselect)\b/.test(word);
}
