import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Arg, TranslateError} from '../types.ts';
import {compareVersions} from '../version.ts';

/**
 * `docker exec`: crictl where it can, ctr where a user, a directory or the background is asked for, or where input is
 * piped in (crictl loses some of it).
 */
export const exec: Build = (_draft, ask) => {
	const [name = '', ...program] = ask.parsed.args;
	const [tty, interactive] = [ask.on('tty'), ask.on('interactive')];
	const environment = environmentOf(ask.values('env'));
	const command = environment.pairs.length === 0 ? program : ['env', ...environment.pairs, ...program];
	const wanted = ['user', 'workdir'].some(flag => ask.value(flag) !== undefined) || ask.on('detach');
	if (ask.target === 'ctr' || wanted || (interactive && !tty)) {
		return withCtr(containerArg(name), command, environment.findings, ask);
	}
	const flags = tty ? ['--interactive', '--tty'] : [];
	const findings = [
		...environment.findings,
		close('exec.exit-code'),
		...(tty && !interactive ? [note('exec.tty')] : []),
	];
	return {
		commands: [
			{
				argv: ['crictl', 'exec', ...flags, containerArg(name), ...command],
				effect: 'write',
				...(tty ? {terminal: 'attach'} : {}),
			},
		],
		findings,
	};
};

export const execEnvFile: FlagTransform = () => ({findings: [lost('exec.env-file')]});

function withCtr(container: Arg, command: readonly string[], said: readonly Found[], ask: Ask) {
	const [tty, detach] = [ask.on('tty') && !ask.on('detach'), ask.on('detach')];
	const user = userOf(ask);
	if ('error' in user) return user;
	if (user.refused !== undefined) return {commands: [], findings: [user.refused]};
	const directory = ask.value('workdir');
	const execId = `exec-${ask.unique}`;
	const flags = [
		...['--exec-id', execId],
		...user.args,
		...(directory === undefined ? [] : ['--cwd', directory]),
		...(tty ? ['--tty'] : []),
		...(detach ? ['--detach'] : []),
	];
	const findings = [
		...said,
		...user.findings,
		note('exec.exec-id'),
		...(detach ? [close('exec.detach', {execId})] : []),
	];
	const reads = ask.on('interactive') && !detach;
	return {
		commands: [
			{
				argv: ['ctr', '-n', 'k8s.io', 'task', 'exec', ...flags, container, ...command] as const,
				effect: 'write' as const,
				...(reads || tty ? {terminal: 'attach' as const} : {input: 'none' as const}),
			},
		],
		findings,
	};
}

type User = {readonly args: readonly string[]; readonly findings: readonly Found[]; readonly refused?: Found};

/** containerd 1.6 mounts the live filesystem a second time to look up a name or a lone number, which breaks the container. */
function userOf(ask: Ask): User | TranslateError {
	const user = ask.value('user');
	if (user === undefined || user === '') return {args: [], findings: []};
	const isOld = compareVersions(ask.versions.containerd, '1.7') < 0 || compareVersions(ask.versions.ctr, '1.7') < 0;
	if (!isOld || /^\d+:\d+$/.test(user)) return {args: ['--user', user], findings: []};
	// root is 0 wherever there is a root: nothing has to be looked up.
	if (user === 'root' || user === 'root:root') return {args: ['--user', '0:0'], findings: []};
	if (!/^\d+$/.test(user))
		return {args: [], findings: [], refused: {...lost('exec.user-name', {user}), flag: '--user'}};
	const pair = `${user}:0`;
	return {args: ['--user', pair], findings: [{...close('exec.user-number', {pair}), flag: '--user'}]};
}

/** Neither crictl nor ctr sets variables for a program in a container: `env` in the container does. */
function environmentOf(values: readonly string[]): {
	readonly pairs: readonly string[];
	readonly findings: readonly Found[];
} {
	const pairs = values.filter(value => /^[^=]+=/.test(value));
	const bare = values.filter(value => !/^[^=]+=/.test(value));
	return {
		pairs,
		findings: [
			...bare.map((variable): Found => ({...lost('exec.env-unset', {variable}), flag: '--env'})),
			...(pairs.length === 0 ? [] : [{...close('exec.env'), flag: '--env'}]),
		],
	};
}
