import {targetOf, unitState} from '../facts.ts';
import {type Check, noGo} from './finding.ts';

/** What runs may be masked all the same: it shows when it is stopped and cannot be started any more. */
export const maskedUnits: Check = {
	id: 'masked-units',
	title: 'services that must start again',
	look(facts) {
		const names = [targetOf(facts).unit, 'kubelet.service'];
		const masked = names.filter(name => unitState(facts, name)?.loadState === 'masked');
		if (masked.length === 0) return undefined;
		return noGo(`${masked.join(', ')} ${masked.length === 1 ? 'is' : 'are'} masked: systemd would refuse to start it`, {
			evidence: masked.map(name => ({source: `systemctl show ${name}`, text: 'LoadState=masked'})),
			fix: masked.map(name => ({
				text: `systemctl unmask ${name}, unless somebody masked it for a reason that still holds`,
				argv: ['systemctl', 'unmask', name],
			})),
		});
	},
};
