import {known} from '../model/node-snapshot.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {run} from './fixes.ts';

export const clock: Check = {
	id: 'clock',
	title: 'clock',
	look(node) {
		const said = known(node.clock);
		if (said === undefined) return skipped('timedatectl does not answer');
		if (said.synchronized === undefined) return skipped('timedatectl does not tell');
		if (said.synchronized) return ok('it is synchronized');
		return info(
			`it is not synchronized${said.ntp ? ', though a service for it is on' : ': no service for it is on, or one that systemd does not know'}; certificates and leases need clocks that agree`,
			{
				evidence: [{source: 'timedatectl show', text: `NTPSynchronized=no, NTP=${said.ntp ? 'yes' : 'no'}`}],
				fix: [run('timedatectl', 'set-ntp', 'true')],
			},
		);
	},
};
