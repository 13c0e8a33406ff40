import {containerArg} from '../container-arg.ts';
import {type Build, close, note} from '../transform.ts';
import {refusing} from './refusing.ts';

/** SIGKILL is `crictl stop` without waiting; any other signal only ctr can send. */
export const kill: Build = (_draft, ask) => {
	const given = ask.value('signal') ?? 'KILL';
	const signal = signalName(given);
	if (signal === undefined) return {error: `docker kill: no such signal: ${given}`};
	const containers = ask.parsed.args.map(containerArg);
	if (signal === 'SIGKILL' && ask.target !== 'ctr') {
		return {
			commands: [
				{
					argv: ['crictl', 'stop', '--timeout', '0', ...containers],
					effect: 'destroy',
					...(containers.length === 1 ? {ended: refusing('cannot kill a container that is not running')} : {}),
				},
			],
			findings: [close('kubelet.again'), close('kill.ended'), note('kill.stop')],
		};
	}
	return {
		commands: containers.map(container => ({
			argv: ['ctr', '-n', 'k8s.io', 'task', 'kill', '--signal', signal, container] as const,
			effect: ending.includes(signal) ? ('destroy' as const) : ('write' as const),
		})),
		findings: [
			...(ending.includes(signal) ? [close('kubelet.again')] : []),
			close('prints.nothing'),
			note('ctr.namespace'),
		],
	};
};

/** `hup`, `SIGHUP` and `1` are one signal. */
export function signalName(given: string): string | undefined {
	if (/^\d+$/.test(given)) {
		const name = numbers[given];
		return name === undefined ? (Number(given) > 0 && Number(given) < 65 ? given : undefined) : `SIG${name}`;
	}
	const bare = given.toUpperCase().replace(/^SIG/, '');
	return names.includes(` ${bare} `) || /^RT(MIN(\+\d+)?|MAX(-\d+)?)$/.test(bare) ? `SIG${bare}` : undefined;
}

const ending = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGABRT', 'SIGSEGV', '9', '15'];
const names =
	' HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS ';
const numbers: Readonly<Record<string, string>> = {
	'1': 'HUP',
	'2': 'INT',
	'3': 'QUIT',
	'6': 'ABRT',
	'9': 'KILL',
	'10': 'USR1',
	'12': 'USR2',
	'13': 'PIPE',
	'14': 'ALRM',
	'15': 'TERM',
	'17': 'CHLD',
	'18': 'CONT',
	'19': 'STOP',
	'28': 'WINCH',
};
