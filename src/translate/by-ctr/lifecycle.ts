import {close} from '../transform.ts';
import {signalName} from '../transforms/kill.ts';
import type {Command} from '../types.ts';
import {
	argOf,
	type BuildByCtr,
	codeOfTask,
	endedLabel,
	flagsLost,
	type HeldByCtr,
	removedLabel,
	script,
} from './held.ts';
import {loggerUri} from './logger.ts';

const running = 'ctr task ls | grep -q "^$1 .*RUNNING"';
const exists = 'ctr containers info "$1" >/dev/null || exit';
/** SIGTERM, and when the seconds are over SIGKILL until it has ended. */
const end = `ctr task kill "$1" 2>/dev/null; left=$2; while ${running}; do [ "$left" -gt 0 ] || ctr task kill --signal SIGKILL "$1"; left=$((left - 1)); sleep 1; done`;
/** A container starts again when the task that ended is gone. What it prints is appended to its file. */
const plainLog = 'file:///var/log/ctr-$1.log';
const begin = `ctr task rm "$1" >/dev/null 2>&1; ctr task start --detach --log-uri "${plainLog}" "$1"`;

/** As rtconsole runs it, with the two streams apart in the log. */
function withOwnLog(command: Command): Command {
	const [tool, ...args] = command.argv;
	if (!args.some(arg => typeof arg === 'string' && arg.includes(plainLog))) return command;
	const logged = args.map(arg => (typeof arg === 'string' ? arg.replace(plainLog, loggerUri()) : arg));
	return {...command, run: {argv: [tool, ...logged]}};
}

/** What was made with `--rm` goes by itself when it has ended: until then its name is taken. */
const untilRemoved = `case $(ctr containers info "$1" 2>/dev/null) in *'"${removedLabel}": "true"'*) left=50; while ctr containers info "$1" >/dev/null 2>&1 && [ "$left" -gt 0 ]; do left=$((left - 1)); sleep 0.1; done ;; esac`;

/** How long docker waits: ten seconds without a word, and for ever is a long time here. */
function seconds(given: string | undefined): string {
	return given === undefined ? '10' : Number(given) < 0 ? '3600' : given;
}

export const stop: BuildByCtr = (held, ask) => {
	const gone = held.removed === true ? `; ctr containers rm "$1" && ${addressFreed('$1', held)}` : '';
	const stopped = (name: string, then: string) =>
		script(`${exists}; ${end}${then}; echo "$1"`, [argOf(name, held), seconds(ask.value('timeout'))], held);
	return {
		commands: ask.parsed.args.map(name => ({
			...stopped(name, gone),
			...(gone === '' ? {run: {argv: stopped(name, `; ${untilRemoved}`).argv}} : {}),
		})),
		findings: flagsLost(ask, ['timeout', 'time']),
	};
};

export const restart: BuildByCtr = (held, ask) => ({
	commands: ask.parsed.args.map(name =>
		withOwnLog(
			script(`${exists}; ${end}; ${begin} && echo "$1"`, [argOf(name, held), seconds(ask.value('timeout'))], held),
		),
	),
	findings: [close('by-ctr.start-network'), ...flagsLost(ask, ['timeout', 'time'])],
});

export const start: BuildByCtr = (held, ask) => {
	const attached = ask.on('attach') || ask.on('interactive');
	const text = attached
		? `${exists}; ctr task rm "$1" >/dev/null 2>&1; ctr task start "$1"; ${keepCode}`
		: `${exists}; ${running} || { ${begin}; } && echo "$1"`;
	return {
		commands: ask.parsed.args.map(name => ({
			...withOwnLog(script(text, [argOf(name, held)], held)),
			...(attached ? {terminal: 'attach' as const} : {}),
		})),
		findings: [close('by-ctr.start-network'), ...flagsLost(ask, ['attach', 'interactive'])],
	};
};

/** Behind a task in the foreground, which ctr takes away: a label keeps with which code it ended. */
const keepCode = `code=$?; ctr containers label "$1" ${endedLabel}=$code >/dev/null 2>&1; exit "$code"`;

/** Of a task that is gone: what `docker run` in the foreground left in a label. */
const codeKept = `code=$(ctr containers info "$1" | grep -o "${endedLabel}\\": \\"[0-9]*" | grep -o "[0-9]*$")`;

export const wait: BuildByCtr = (held, {parsed}) => {
	const unknown = '{ echo "the task of $1 is gone, and its exit code with it" >&2; exit 1; }';
	const text = `while ${running}; do sleep 1; done; if ctr task ls | grep -q "^$1 "; then ${codeOfTask}; else ${codeKept} || ${unknown}; echo "$code"; fi`;
	return {
		commands: parsed.args.map(name => script(`${exists}; ${text}`, [argOf(name, held)], held)),
		findings: [close('by-ctr.wait')],
	};
};

export const kill: BuildByCtr = (held, ask) => {
	const given = ask.value('signal') ?? 'KILL';
	const signal = signalName(given) ?? given;
	return {
		commands: ask.parsed.args.map(name => onTask(held, 'kill', ['--signal', signal], name, 'destroy')),
		findings: [close('prints.nothing')],
	};
};

export const pause: BuildByCtr = (held, {parsed}) => ({
	commands: parsed.args.map(name => onTask(held, parsed.command, [], name, 'write')),
	findings: [close('prints.nothing')],
});

export const unpause: BuildByCtr = (held, {parsed}) => ({
	commands: parsed.args.map(name => onTask(held, 'resume', [], name, 'write')),
	findings: [close('prints.nothing')],
});

/** docker, told to force it, is content where there is none. */
export const remove: BuildByCtr = (held, ask) => {
	const args = ask.parsed.args.map(name => argOf(name, held));
	const findings = [close('by-ctr.address'), ...flagsLost(ask, ['force', 'volumes'])];
	const forced = 'ctr containers info "$id" >/dev/null || continue; ctr task rm --force "$id" >/dev/null 2>&1; ';
	// What was made with --rm goes by itself as soon as its task has ended.
	const removed =
		ask.on('force') && ask.shaped
			? 'ctr containers rm "$id" 2>/dev/null || ! ctr containers info "$id" >/dev/null 2>&1 || ctr containers rm "$id"'
			: 'ctr containers rm "$id"';
	const gone = `${removed} || { bad=1; continue; }; ${addressFreed('$id', held)}; echo "$id"`;
	const text = `bad=0; for id; do ${ask.on('force') ? forced : ''}${gone}; done; exit $bad`;
	return {commands: [script(text, args, held, 'destroy')], findings};
};

/** As docker, the log goes too: the next one of that name would begin with it. `ctr run --cni` takes an address, and gives it back only where it removes the container itself. Source: lab, ctr 1.6.20, the host-local plugin. */
function addressFreed(id: string, {namespace}: HeldByCtr): string {
	const line = `${namespace}-${id}`;
	return `grep -rlsFx -e "${line}" -e "${line}$(printf "\\r")" /var/lib/cni/networks | xargs -r rm -f; rm -f "/var/log/ctr-${id}.log"`;
}

function onTask(
	held: HeldByCtr,
	verb: string,
	flags: readonly string[],
	name: string,
	effect: Command['effect'],
): Command {
	return {argv: ['ctr', '-n', held.namespace, 'task', verb, ...flags, argOf(name, held)], effect};
}
