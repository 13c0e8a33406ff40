import type {NodeSnapshot} from '../model/node-snapshot.ts';
import type {Restarter} from '../model/node-state.ts';
import {type Check, type Fix, info, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, run} from './fixes.ts';
import {unitNameOf} from './last-runs.ts';
import {nodeServices} from './parts/unit-lines.ts';

const lastMs = 180_000;
const quietMs = 30_000;
/** Who looks for a fault restarts a service too, but not so often. */
const often = 4;

/** A service that is stopped in good order again and again: systemd counts no restart, and the service says nothing. */
export const restartedBy: Check = {
	id: 'restarted-by',
	title: 'services that somebody restarts',
	look(node) {
		if (!('value' in node.journal)) return skipped('the journal could not be read');
		const stops = nodeServices.map(name => ({name, count: stopsOf(name, node)})).filter(({count}) => count >= often);
		return worstOf(
			stops.map(({name, count}) => outcome(name, count, node)),
			ok('none is stopped again and again'),
		);
	},
};

function stopsOf(unit: string, {journal, takenAtMs}: NodeSnapshot): number {
	const lines = 'value' in journal ? journal.value : [];
	const times = lines
		.filter(line => line.includes(`"UNIT":"${unit}"`) && unitNameOf(line) === unit && /"MESSAGE":"Stopping /.test(line))
		.map(line => Number(/"__REALTIME_TIMESTAMP":"(\d{1,20})"/.exec(line)?.[1] ?? 0) / 1000)
		.filter(at => takenAtMs - at < lastMs)
		.toSorted((one, other) => one - other);
	const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
	const last = times.at(-1) ?? 0;
	// Twice its time without another one: somebody has ended it.
	return takenAtMs - last > Math.max(quietMs, 2 * Math.max(0, ...gaps)) ? 0 : times.length;
}

function outcome(unit: string, count: number, {state}: NodeSnapshot): Outcome {
	const name = unit.replace(/\.service$/, '');
	const because = `${name} was stopped and started ${count} times in the last three minutes, and did not end by itself`;
	const by = (state?.restarters ?? []).filter(({services}) => services.includes(name));
	if (by.length === 0) return info(`${because}: somebody does it, or a program that is not found here`);
	return warning(`${because}: ${[...new Set(by.map(whoIs))].join(', ')} may do it`, {
		evidence: by.map(({path, line, text}) => ({source: `${path}:${line}`, text})),
		fix: [...new Map(by.map(one => [one.unit, one])).values()].flatMap(({unit: starter, timer}): readonly Fix[] =>
			starter === undefined
				? [advice(`look at ${by.map(({path}) => path).join(', ')}: what it waits for may be gone for good`)]
				: [run('systemctl', 'disable', '--now', ...(timer === undefined ? [] : [timer]), starter)],
		),
	});
}

function whoIs({path, unit}: Restarter): string {
	return unit === undefined ? path : `${unit} (${path})`;
}
