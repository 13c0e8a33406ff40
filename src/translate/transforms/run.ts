import {withLogger} from '../by-ctr/logger.ts';
import {imageName, shortName} from '../image-name.ts';
import {type Ask, type Build, close, type Found, lost, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {localFlag} from './export-local.ts';
import {watchRestarts} from './restart-labels.ts';
import {setAfterwards} from './run-afterwards.ts';
import {cgroupMount} from './run-cgroup.ts';
import {idFile} from './run-cidfile.ts';
import {afterEntrypoint} from './run-entrypoint.ts';
import {flagBehind} from './run-flag-behind.ts';
import {missingFolders} from './run-folders.ts';
import {inputOf} from './run-input.ts';
import {nameFiles, nameFindings, nameMounts, withNamesThatWork} from './run-names.ts';
import {hostNetwork, networkFindings, networkFlags} from './run-network.ts';
import {runPod} from './run-pod.ts';
import {pullBefore} from './run-pull.ts';
import {keepsShell, keptShell, withKeptShell} from './run-shell.ts';
import {keepingTraces} from './run-traces.ts';
import {allNamedVolumes, volumeFolders} from './run-volumes.ts';

/**
 * `docker run`: pull, then `ctr run` in containerd's namespace `default`: in `k8s.io` the kubelet's garbage collection
 * would take the image, and a pod made by crictl would be ended by the kubelet.
 */
export const run: Build = (draft, ask) => {
	if (ask.target === 'crictl') return runPod(draft, ask);
	const {args} = draft;
	const plan = planOf(ask);
	const detach = ask.on('detach');
	const remove = ask.on('rm') && !detach;
	// `docker run -t` of a cron job: ctr would want a terminal for input.
	const tty = ask.on('tty') && ask.on('interactive') && !detach;
	const flags: readonly Arg[] = [
		...(detach ? ['--detach'] : []),
		...(remove ? ['--rm'] : []),
		...(tty ? ['--tty'] : []),
		...(detach && !logsElsewhere(ask) ? ['--log-uri', `file:///var/log/ctr-${plan.id}.log`] : []),
		...networkFlags(ask),
		...sandboxing(ask),
		...cgroupMount(ask),
		...nameMounts(ask),
		...args,
	];
	const argv: Command['argv'] = ['ctr', '-n', 'default', 'run', ...flags, plan.reference, plan.id, ...plan.program];
	// Run by rtconsole, what keeps its log removes it too.
	const logged = ask.shaped && detach && !logsElsewhere(ask);
	const findings = [
		...plan.findings,
		...networkFindings(ask),
		...flagBehind(plan.program, ask),
		...(detach ? [close('run.detached', {id: plan.id})] : [note('run.foreground')]),
		...(detach && ask.on('rm') && !logged ? [{...lost('run.detached-rm', {id: plan.id}), flag: '--rm'}] : []),
		...(!detach && ask.on('tty') && !tty ? [{...(ask.shaped ? lost : close)('run.tty'), flag: '--tty'}] : []),
		...(detach && ask.on('tty') ? [{...lost('run.detached-tty'), flag: '--tty'}] : []),
		...(plan.keptShell ? [close('run.kept-shell')] : []),
		...(ask.on('interactive') && !tty && !detach ? [{...close('run.stdin'), flag: '--interactive'}] : []),
		...(!ask.on('interactive') && !tty && !detach ? [note('run.no-input')] : []),
		...(ask.on('interactive') && detach && !plan.keptShell
			? [{...lost('run.detached-stdin'), flag: '--interactive'}]
			: []),
		...nameFindings(ask),
		close('run.differs'),
		note('run.namespace', {id: plan.id}),
	];
	const started: Command = {
		...inputOf({detach, tty, interactive: ask.on('interactive')}),
		argv,
		effect: 'write',
		...asRun(logged ? withLogger(argv, ask.on('rm')) : argv),
	};
	function asRun(line: Command['argv']): Pick<Command, 'run'> {
		const typed = ask.shaped && ask.value('entrypoint') === undefined ? plan.program.length : 0;
		const named = ask.shaped ? withNamesThatWork(line) : line;
		const whole =
			typed > 0
				? afterEntrypoint(named, plan.reference, typed)
				: plan.program.length === 0 && ask.shaped
					? withKeptShell(named, plan.reference, ask)
					: named;
		// A terminal is written to by ctr itself.
		if (!(detach || remove)) return {run: keepingTraces(plan.id, whole, !tty && !logsElsewhere(ask))};
		return logged || whole !== argv ? {run: {argv: whole}} : {};
	}
	const after = detach ? [...setAfterwards(plan.id, ask), ...watchRestarts(plan.id, ask), printId(plan)] : [];
	return {
		commands: [...beforehand(plan, ask), started, ...after],
		findings,
	};
};

/** What has to be there before the container is. */
function beforehand({id, reference}: Plan, ask: Ask): readonly Command[] {
	return [
		...idFile(id, ask),
		...missingFolders(ask),
		...nameFiles(ask),
		...pullBefore(reference, ask),
		...volumeFolders(allNamedVolumes(ask), {reference, namespace: 'default'}, ask),
	];
}

/** docker prints the ID of what it left behind; of ctr's containers the name is the ID. */
function printId({id}: Plan): Command {
	return {argv: ['echo', id], effect: 'read'};
}

/**
 * `--` must stand behind a flag with a value: behind one without, ctr goes on looking for flags and takes those of the program for
 * its own. The runtime is the one that ctr has by itself. Source: lab, ctr 1.6.20.
 */
function endingInValue(flags: readonly Arg[]): readonly Arg[] {
	const at = flags.indexOf('--runtime');
	if (at < 0) return [...flags, '--runtime', 'io.containerd.runc.v2'];
	return [...flags.slice(0, at), ...flags.slice(at + 2), ...flags.slice(at, at + 2)];
}

/** `docker create`: a container without a task; `ctr task start` starts it. */
export const create: Build = ({args}, ask) => {
	const plan = planOf(ask);
	const flags: readonly Arg[] = [
		...(ask.on('tty') ? ['--tty'] : []),
		...hostNetwork(ask),
		...sandboxing(ask),
		...cgroupMount(ask),
		...nameMounts(ask),
		...args,
	];
	const argv: Command['argv'] = [
		'ctr',
		'-n',
		'default',
		'containers',
		'create',
		...endingInValue(flags),
		'--', // else `ctr containers create` takes the program's flags for its own: `-c` is its --config
		plan.reference,
		plan.id,
		...plan.program,
	];
	const findings: readonly Found[] = [
		...plan.findings,
		...(hostNetwork(ask).length === 0 ? [lost('create.no-network')] : []),
		...(ask.on('rm') ? [{...lost('create.rm'), flag: '--rm'}] : []),
		...(ask.on('interactive') ? [{...close('create.stdin'), flag: '--interactive'}] : []),
		...nameFindings(ask),
		close('run.differs'),
		note('create.start', {id: plan.id}),
		note('run.namespace', {id: plan.id}),
	];
	return {
		commands: [
			...beforehand(plan, ask),
			{argv, effect: 'write', ...(ask.shaped ? {run: {argv: withNamesThatWork(argv)}} : {})},
			printId(plan),
		],
		findings,
	};
};

type Plan = {
	readonly reference: string;
	readonly id: string;
	readonly program: readonly string[];
	readonly findings: readonly Found[];
	readonly keptShell: boolean;
};

/** ctr wants an ID after the image, and what follows it replaces both ENTRYPOINT and CMD. */
function planOf(ask: Ask): Plan {
	const [image = '', ...command] = ask.parsed.args;
	const entrypoint = ask.value('entrypoint');
	const name = ask.value('name');
	const id = name ?? `${shortName(image) || 'run'}-${ask.unique}`;
	const typed = entrypoint === undefined || entrypoint === '' ? command : [entrypoint, ...command];
	const program = keptShell(typed, ask);
	const findings: Found[] = [];
	if (name === undefined) findings.push(note('run.id', {id}));
	if (entrypoint === undefined && command.length > 0) findings.push(close('run.entrypoint', {image}));
	if (entrypoint === '' && command.length === 0) findings.push({...lost('run.entrypoint-reset'), flag: '--entrypoint'});
	const reference = imageName(image);
	if ((ask.value('pull') ?? 'missing') === 'missing')
		findings.push(note('run.kubelets-image', {reference, local: localFlag(ask)}));
	return {reference, id, program, findings, keptShell: keepsShell(typed, ask)};
}

function logsElsewhere(ask: Ask): boolean {
	return ask.value('log-driver') !== undefined && ask.value('log-driver') !== 'json-file';
}

/** docker confines system calls and lets setuid programs work; ctr does neither unless told. */
function sandboxing(ask: Ask): readonly string[] {
	const options = ask.values('security-opt').map(value => value.replace(':', '='));
	const unconfined = ask.on('privileged') || options.some(value => value.startsWith('seccomp='));
	const noNew = options.some(value => /^no-new-privileges(=true)?$/.test(value));
	return [...(unconfined ? [] : ['--seccomp']), ...(noNew ? [] : ['--allow-new-privs'])];
}
