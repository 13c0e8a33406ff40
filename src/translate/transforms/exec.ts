import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, close, type Found, lost, note} from '../transform.ts';
import type {Arg, Command, TranslateError} from '../types.ts';
import {compareVersions} from '../version.ts';
import {withEnvFiles} from './exec-env-file.ts';
import {notRunning} from './refusing.ts';

/**
 * `docker exec`: crictl where it can, ctr where a user, a directory or the background is asked for, or where input is
 * piped in (crictl loses some of it).
 */
export const exec: Build = (_draft, ask) => {
	const [name = '', ...program] = ask.parsed.args;
	const interactive = ask.on('interactive');
	const tty = ask.on('tty') && interactive;
	const environment = environmentOf(ask);
	const command = environment.pairs.length === 0 ? program : ['env', ...environment.pairs, ...program];
	const wanted = ['user', 'workdir'].some(flag => ask.value(flag) !== undefined) || ask.on('detach');
	// Both take a terminal only as input too, which has to be one: `docker exec -t db pg_dump` of a cron job would fail.
	const said = [
		...environment.findings,
		...(program[0]?.startsWith('-') === true ? [note('exec.flag-behind', {flag: program[0]})] : []),
		...(ask.on('tty') && !interactive ? [close('exec.tty')] : []),
	];
	if (ask.target === 'ctr' || wanted || (interactive && !tty)) return withCtr(containerArg(name), command, said, ask);
	const flags = tty ? ['--interactive', '--tty'] : [];
	return {
		commands: [
			{
				argv: started(['crictl', 'exec', ...flags, containerArg(name)], command, ask),
				effect: 'write',
				...(tty ? {terminal: 'attach'} : {}),
				ended: notRunning(),
			},
		],
		findings: [...said, close('exec.exit-code')],
	};
};

function started(start: Command['argv'], command: readonly string[], ask: Ask): Command['argv'] {
	const files = ask.values('env-file');
	return files.length === 0 ? [...start, ...command] : withEnvFiles(files, start, command);
}

function withCtr(container: Arg, command: readonly string[], said: readonly Found[], ask: Ask) {
	const detach = ask.on('detach');
	const tty = ask.on('tty') && ask.on('interactive') && !detach;
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
		...(detach || tty ? [] : [note('exec.may-lose')]),
		...(detach ? [close('exec.detach', {execId})] : []),
	];
	const reads = ask.on('interactive') && !detach;
	const argv: Command['argv'] =
		user.name === undefined
			? started(['ctr', '-n', 'k8s.io', 'task', 'exec', ...flags, container], command, ask)
			: started(asNamed(container, user.name, directory, flags), command, ask);
	return {
		commands: [
			{
				argv,
				effect: 'write' as const,
				...(reads || tty ? {terminal: 'attach' as const} : {input: 'none' as const}),
				ended: notRunning(),
			},
		],
		findings,
	};
}

/** The numbers of a user, and of a group, are read from the container's own files, as docker does. */
function asNamed(
	container: Arg,
	user: string,
	directory: string | undefined,
	flags: readonly string[],
): Command['argv'] {
	const cwd = directory === undefined ? [] : [directory];
	const rest = flags.map(flag => (flag === directory ? '"$cwd"' : flag)).join(' ');
	const program = [
		'in=/proc/$(ctr -n k8s.io task ls | grep "^$1 " | tr -s " " | cut -d" " -f2)/root/etc',
		`user=\${2%:*} group=\${2#"\${2%:*}"} id=$1`,
		...(directory === undefined ? [] : ['cwd=$3']),
		'line=$(grep -m 1 "^$user:\\|^[^:]*:[^:]*:$user:" "$in/passwd")',
		'uid=$(echo "$line" | cut -d: -f3) gid=$(echo "$line" | cut -d: -f4)',
		`case $user in *[!0-9]*) ;; *) uid=$user gid=\${gid:-0} ;; esac`,
		`case $group in "") ;; *[!:0-9]*) gid=$(grep -m 1 "^\${group#:}:" "$in/group" | cut -d: -f3) ;; *) gid=\${group#:} ;; esac`,
		'[ -n "$uid" ] && [ -n "$gid" ] || { echo "unable to find user $2: no matching entries in passwd file" >&2; exit 126; }',
		`shift ${2 + cwd.length}`,
		`exec ctr -n k8s.io task exec --user "$uid:$gid" ${rest} "$id" "$@"`,
	];
	return ['sh', '-c', program.join('; '), 'sh', container, user, ...cwd];
}

type User = {
	readonly args: readonly string[];
	readonly findings: readonly Found[];
	readonly refused?: Found;
	/** Its numbers have to be looked up. */
	readonly name?: string;
};

/** containerd 1.6 mounts the live filesystem a second time to look up a name or a lone number, which breaks the container. */
function userOf(ask: Ask): User | TranslateError {
	const user = ask.value('user');
	if (user === undefined || user === '') return {args: [], findings: []};
	const isOld = compareVersions(ask.versions.containerd, '1.7') < 0 || compareVersions(ask.versions.ctr, '1.7') < 0;
	if (!isOld || /^\d+:\d+$/.test(user)) return {args: ['--user', user], findings: []};
	// root is 0 wherever there is a root: nothing has to be looked up.
	if (/^(root|0)(:root)?$/.test(user)) return {args: ['--user', '0:0'], findings: []};
	if (!/^[\w-]+(:[\w-]+)?$/.test(user))
		return {args: [], findings: [], refused: {...lost('exec.user-name', {user}), flag: '--user'}};
	return {args: [], findings: [{...note('exec.user-looked-up', {user}), flag: '--user'}], name: user};
}

/** Neither crictl nor ctr sets variables for a program in a container: `env` in the container does. */
function environmentOf(ask: Ask): {
	readonly pairs: readonly string[];
	readonly findings: readonly Found[];
} {
	const values = ask.values('env');
	const pairs = values.filter(value => /^[^=]+=/.test(value));
	const bare = values.filter(value => !/^[^=]+=/.test(value));
	return {
		pairs,
		findings: [
			...bare.map((variable): Found => ({...lost('exec.env-unset', {variable}), flag: '--env'})),
			...(pairs.length === 0 ? [] : [{...close('exec.env'), flag: '--env'}]),
			...(ask.values('env-file').length === 0 ? [] : [{...close('exec.env-file'), flag: '--env-file'}]),
		],
	};
}
