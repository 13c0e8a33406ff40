import {toolHas} from '../fit-versions.ts';
import type {ToolGrammar} from '../grammar.ts';
import type {Finding} from '../types.ts';
import {compareVersions} from '../version.ts';
import type {ToolLine} from './read-tool.ts';
import type {BackwardCommand} from './table.ts';

/** What of a line the tool does not have in a version, or does not do; `version`: of whom the line is for, where that is known. */
export function aboutVersions(
	{tool, version}: {readonly tool: string; readonly version: string | undefined},
	{command, flags}: ToolLine,
	entry: BackwardCommand,
	grammar: ToolGrammar,
): readonly Finding[] {
	const given = new Set(flags.map(({name}) => name));
	const lacking = [...given]
		.filter(name => version !== undefined && !toolHas(grammar, version, command, name))
		.map(name => {
			const {since, until} = grammar.commands[command]?.flags[name] ?? {};
			const when =
				since !== undefined && compareVersions(version ?? '', since) < 0
					? `${short(since)} brought it`
					: `it went after ${short(until ?? '')}`;
			return said('close', name, `${tool} ${version} has no --${name} for ${command}: ${when}.`);
		});
	const broken = (entry.troubles ?? [])
		.filter(({flag, from, unless}) => {
			const holds = version === undefined || compareVersions(version, from) >= 0;
			const is = flag === undefined || given.has(flag);
			return is && holds && !(unless !== undefined && given.has(unless));
		})
		.map(({flag, message}) => said(version === undefined ? 'note' : 'close', flag, message));
	return [...lacking, ...broken];
}

function said(kind: Finding['kind'], flag: string | undefined, message: string): Finding {
	return {id: 'backwards.version', kind, ...(flag === undefined ? {} : {flag: `--${flag}`}), message};
}

/** `1.32` of `1.32.0`. */
function short(version: string): string {
	return version.split('.').slice(0, 2).join('.');
}
