import type {Reader} from '../../host/host.ts';
import type {DockerUnit} from '../../model/node-surroundings.ts';
import type {Callers} from './callers.ts';
import {parseUnits} from './parse-units.ts';
import {answerOf} from './part.ts';

/** systemd stops these with docker, and starts none of them again with it. Source: systemd.unit(5). */
const endsWithDocker = /^(Requires|Requisite|BindsTo|PartOf)\s*=/;

/**
 * Services that docker takes with it: those whose main process is a call of docker, and those that systemd stops with it. A
 * unit that called docker once and ended (a pull at boot) is none of them. None where systemd does not answer.
 */
export async function runningByDocker(reader: Reader, {callers, dependents}: Callers): Promise<readonly DockerUnit[]> {
	const calls = callers.flatMap(({kind, path, lines}) =>
		kind === 'unit' ? [{name: nameOf(path), lines: lines.map(({text}) => text)}] : [],
	);
	const bound = new Set(dependents.filter(({text}) => endsWithDocker.test(text)).map(({unit}) => unit));
	const names = [...new Set([...calls.map(({name}) => name), ...bound])].filter(name => name.endsWith('.service'));
	if (names.length === 0) return [];
	const argv = ['systemctl', 'show', '--no-pager', '-p', 'Id,LoadState,ActiveState,SubState', ...names] as const;
	const states = parseUnits(await answerOf(reader, argv).catch(() => ''));
	return states
		.filter(({name, activeState, subState}) => activeState === 'active' && (subState === 'running' || bound.has(name)))
		.map(({name}) => ({name, lines: calls.filter(each => each.name === name).flatMap(({lines}) => lines)}));
}

/** Of a drop-in too: `/etc/systemd/system/app.service.d/10.conf`. */
function nameOf(path: string): string {
	return (/([^/]+)\.d\/[^/]+$/.exec(path)?.[1] ?? path.split('/').at(-1)) || path;
}
