import {known} from '../model/node-snapshot.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {restart, run} from './fixes.ts';

export const unitsReloaded: Check = {
	id: 'units-reloaded',
	title: 'unit files and systemd',
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const old = Object.values(units).filter(({needsReload}) => needsReload);
		if (old.length === 0) return ok('it has');
		const running = old.filter(({activeState}) => activeState === 'active').map(({name}) => name);
		return warning(
			`${old.map(({name}) => name).join(', ')}: changed on disk since systemd read them, so what they say now does not count yet`,
			{
				evidence: old.map(({name}) => ({source: `systemctl show ${name}`, text: 'NeedDaemonReload=yes'})),
				fix: [run('systemctl', 'daemon-reload'), ...(running.length > 0 ? [restart(...running)] : [])],
			},
		);
	},
};
