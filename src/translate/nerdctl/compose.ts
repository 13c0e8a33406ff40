import {type ComposeLine, effectOfCompose, readCompose} from '../compose.ts';
import type {TranslateError} from '../types.ts';
import {flagsOf} from './flags.ts';
import {head, lacksCommand, type NerdctlAsk, saidOf} from './nerdctl.ts';
import type {NerdctlAnswer, NotThere} from './table.ts';

/** `docker compose …` as `nerdctl compose …`: its own reading of the same files. */
export function composeOf(ask: NerdctlAsk): NerdctlAnswer | NotThere | TranslateError {
	const {parsed, grammar, table, version} = ask;
	const line = readCompose(parsed.args, grammar);
	if ('error' in line) return line;
	const {command} = line;
	if (command === undefined)
		return {commands: [{argv: [...head(ask), 'compose', '--help'], effect: 'read'}], findings: []};
	const missing = lacksCommand('compose', table, version) ?? lacksCommand(`compose ${command}`, table, version);
	if (missing !== undefined) return {lacks: missing};
	const before = flagsOf({command: 'compose', flags: line.globals}, grammar.compose?.globals ?? {}, table, version);
	const after = flagsOf({command: `compose ${command}`, flags: line.flags}, line.known, table, version);
	const findings = [...before.findings, ...after.findings];
	const effect = effectOfCompose(command);
	const really =
		[...line.globals.keys(), ...line.flags.keys()].includes('dry-run') && !after.args.includes('--dry-run');
	if (really || (effect === 'destroy' && (before.less || after.less)))
		return {commands: [], findings: [...findings, {id: 'nerdctl.refused', kind: 'lost'}]};
	return {
		commands: [
			{
				argv: [...head(ask), 'compose', ...before.args, command, ...after.args, ...argumentsOf(line)],
				effect,
				...(effect === 'read' && command !== 'logs' ? {} : {terminal: 'attach'}),
			},
		],
		findings: [...findings, ...saidOf('compose', table, version), ...saidOf(`compose ${command}`, table, version)],
	};
}

function argumentsOf({args, stopsAtFirstArgument}: ComposeLine): readonly string[] {
	return !stopsAtFirstArgument && args.some(arg => arg.startsWith('-')) ? ['--', ...args] : args;
}
