import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import {ofSettings} from './changes/places.ts';
import {ofManager, ofUnit} from './changes/units.ts';
import {nodeServices} from './unit-lines.ts';

/** A service that systemd leaves down, and what it reads that was changed since. */
export type GivenUp = {
	readonly unit: string;
	readonly result: string;
	readonly path: string;
	readonly changedMs: number;
};

/** Clocks of files and of systemd are read at different moments. */
const slackMs = 1000;

/** Nobody has tried the service with what stands there now: its last words are about what was. */
export function givenUp(node: NodeSnapshot): readonly GivenUp[] {
	const changes = node.state?.changes;
	if (changes === undefined) return [];
	return nodeServices.flatMap((name): readonly GivenUp[] => {
		const unit = known(node.units)?.[name];
		const endedUs = Number(unit?.properties.InactiveEnterTimestampMonotonic ?? 0);
		if (unit?.activeState !== 'failed' || endedUs === 0) return [];
		const since = changes.bootedAtMs + endedUs / 1000 + slackMs;
		const [last] = changes.entries
			.filter(({changedMs}) => changedMs > since)
			.filter(entry => [ofUnit, ofManager, ofSettings].some(place => place(entry, node)?.units?.includes(name)))
			.toSorted((one, other) => other.changedMs - one.changedMs);
		return last === undefined ? [] : [{unit: name, result: unit.result, path: last.path, changedMs: last.changedMs}];
	});
}
