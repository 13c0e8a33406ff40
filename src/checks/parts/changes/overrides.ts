import {known, type NodeSnapshot} from '../../../model/node-snapshot.ts';
import {run} from '../../fixes.ts';
import {unitLines} from '../unit-lines.ts';
import type {Suspect} from './suspect.ts';
import {aside} from './take-back.ts';

/** What drop-ins say on nodes that are well: proxies, order, limits that are raised, restarts. */
const usual =
	/^(Environment(File)?|Exec\w+|Restart\w*|StartLimit\w*|After|Before|Wants|Requires|PartOf|Documentation|Description|Limit(NOFILE|NPROC|CORE|MEMLOCK)|TasksMax|Delegate|Kill\w+|OOM\w+|Type|Timeout\w+|\w+Accounting|Slice|WantedBy|Alias|NotifyAccess|SyslogIdentifier)$/;

/**
 * Drop-ins of a service that is down, whenever they were made, with settings that no package ships: the service as its
 * package knows it runs without them. A table of bad values knows only those that somebody has met.
 */
export function overridesOf(units: readonly string[], node: NodeSnapshot): readonly Suspect[] {
	return units.flatMap(name => {
		const unit = known(node.units)?.[name];
		if (unit === undefined) return [];
		const lines = unitLines(unit).filter(({isDropIn, path}) => isDropIn && !path.startsWith('/usr/lib/'));
		const paths = [...new Set(lines.map(({path}) => path))];
		return paths.flatMap((path): readonly Suspect[] => {
			const own = lines.filter(line => line.path === path);
			const odd = own.filter(line => !usual.test(line.name) && line.value !== '');
			const isNeeded = own.some(line => /^(ExecStart|EnvironmentFile)$/.test(line.name) && line.value !== '');
			if (odd.length === 0 || isNeeded) return [];
			return [
				{
					path,
					seen: odd
						.slice(0, 4)
						.map(({line, name: key, value}) => ({source: `${path}:${line}`, text: `${key}=${value}`})),
					units: [name],
					counts: 'start',
					what: `sets what no package sets (${odd
						.slice(0, 4)
						.map(({name: key}) => key)
						.join(', ')})`,
					weight: 0.5,
					back: [aside(path), run('systemctl', 'daemon-reload')],
				},
			];
		});
	});
}
