import {close, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {argOf, around, type BuildByCtr, flagsLost, type HeldByCtr, script} from './held.ts';
import {filledByCtr} from './inspect-filled.ts';

/** `docker inspect` of what ctr made: one field by a line that can be read, several by a program that asks for each. */
export const inspect: BuildByCtr = (held, ask) => {
	const names = ask.parsed.args.map(name => argOf(name, held));
	const format = ask.value('format');
	const codes = /\.ExitCode\b/.test(format ?? '') && !ask.shaped ? [close('by-ctr.wait')] : [];
	const findings = [...codes, ...flagsLost(ask, ['format', 'type'])];
	const all = format === undefined || format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format);
	if (all && ask.shaped && ask.piped) return {commands: [whole(names, held, format === undefined)], findings};
	if (all)
		return {
			commands: names.map(name => ({
				argv: ['ctr', '-n', held.namespace, 'containers', 'info', name] as const,
				effect: 'read' as const,
			})),
			findings: [close('by-ctr.info'), ...findings],
		};
	const template = addressAsField(format);
	const bare = /^\{\{\s*(\.[\w.]+)\s*\}\}$/.exec(template)?.[1] ?? '';
	const look = Object.hasOwn(looks, bare) ? looks[bare] : undefined;
	if (look !== undefined && !(ask.shaped && bare.startsWith('.State.')))
		return {commands: ask.parsed.args.map(name => look(name, held)), findings};
	const text = filledByCtr(template, held.namespace);
	if (text === undefined) return {commands: [], findings: [lost('by-ctr.template', {format})]};
	return {commands: names.map(name => ({argv: ['sh', '-c', text, 'sh', name], effect: 'read'}) as const), findings};
};

/** The list that docker prints, with what is known, for the program that reads it. */
function whole(names: readonly ReturnType<typeof argOf>[], held: HeldByCtr, inList: boolean): Command {
	const one = filledByCtr(`{${members}}`, held.namespace);
	if (one === undefined) throw new Error('a field of docker inspect is not known');
	const each = `one() { ${one}; }; ${inList ? 'open=[; ' : ''}for id; do ${inList ? 'printf "%s" "$open"; open=,; ' : ''}one "$id" || exit; done`;
	return {
		argv: ['sh', '-c', `${each}${inList ? '; echo ]' : ''}`, 'sh', ...names],
		effect: 'read',
		...(inList ? {output: 'json'} : {}),
	};
}

const membersOf = (names: string, group = '') => names.split(' ').map(name => `"${name}":{{json ${group}.${name}}}`);

const members = [
	...membersOf('Id Name Created Path Args LogPath Driver Platform'),
	`"State":{${membersOf('Status Running Paused OOMKilled Pid ExitCode', '.State')}}`,
	`"Config":{${membersOf('Image Hostname WorkingDir Tty User Cmd Entrypoint Env Labels', '.Config')}}`,
	`"HostConfig":{${membersOf('Memory NanoCpus CpuShares PidsLimit NetworkMode ReadonlyRootfs', '.HostConfig')},"RestartPolicy":{${membersOf('Name', '.HostConfig.RestartPolicy')}},"PortBindings":{}}`,
	membersOf('Mounts'),
	`"NetworkSettings":{"Ports":{},${membersOf('IPAddress', '.NetworkSettings')}}`,
].join(',');

/** The one network that there is. */
function addressAsField(template: string): string {
	return template.replace(
		/\{\{\s*range\s+(?:(?:\$\w+\s*,\s*)?\$\w+\s*:=\s*)?\.NetworkSettings\.Networks\s*\}\}\{\{\s*(?:\$\w+)?\.IPAddress\s*\}\}([^{}]*)\{\{\s*end\s*\}\}/g,
		(_whole, after: string) => `{{.NetworkSettings.IPAddress}}${after}`,
	);
}

type Look = (name: string, held: HeldByCtr) => Command;

/** A line of awk over a table of ctr's whose first column is the ID, for the one container. */
function inTable(table: 'task' | 'containers', program: string): Look {
	return (name, held) => ({
		inputFrom: ['ctr', '-n', held.namespace, table, 'ls'],
		argv: ['awk', '-v', around('id=', name, '', held), `$1 == id {${program}; found = 1} END {exit !found}`],
		effect: 'read',
	});
}

/** TASK, PID, STATUS. */
const ofTask = (program: string) => inTable('task', program);
/** CONTAINER, IMAGE, RUNTIME. */
const ofContainer = (program: string) => inTable('containers', program);

const address: Look = (name, held) =>
	script(
		'pid=$(ctr task ls | grep "^$1 " | tr -s " " | cut -d" " -f2); nsenter --target "$pid" --net ip -4 -o addr show scope global | grep -o "inet [0-9.]*" | cut -d" " -f2',
		[argOf(name, held)],
		held,
		'read',
	);

/** Fields of docker's that a table of ctr's tells. */
const looks: Readonly<Record<string, Look>> = {
	'.State.Running': ofTask('print ($3 == "RUNNING" ? "true" : "false")'),
	'.State.Status': ofTask('print ($3 == "STOPPED" ? "exited" : tolower($3))'),
	'.State.Paused': ofTask('print ($3 == "PAUSED" ? "true" : "false")'),
	'.State.Pid': ofTask('print ($3 == "STOPPED" ? 0 : $2)'),
	'.Id': ofContainer('print $1'),
	'.ID': ofContainer('print $1'),
	'.Name': ofContainer('print "/" $1'),
	'.Config.Image': ofContainer('print $2'),
	'.NetworkSettings.IPAddress': address,
};
