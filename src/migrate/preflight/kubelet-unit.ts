import {quote} from '../../model/argv.ts';
import {type Check, noGo} from './finding.ts';

const folder = '/etc/systemd/system';
const usual = 'kubelet.service';

/** The walk stops and starts kubelet.service, and changes what that is told: one of another name would go on in docker. */
export const kubeletUnit: Check = {
	id: 'kubelet-unit',
	title: 'the unit of the kubelet',
	look({surroundings, did}) {
		const {kubeletIn} = surroundings;
		if (kubeletIn === undefined || did.size > 0) return undefined;
		const {name, path, dropIns = []} = kubeletIn;
		if (name === undefined)
			return noGo('a kubelet runs that no unit of systemd started: nothing could stop it and start it again', {
				fix: [{text: `start it by ${usual}, then run this again`}],
			});
		const asFix = (...argv: readonly string[]) => ({text: quote(argv), argv});
		return noGo(`the kubelet runs as ${name}: the walk knows ${usual} alone, and kubeadm too`, {
			evidence: [{source: `systemctl show ${name}`, text: path ?? 'its file is not known'}],
			fix:
				path === undefined
					? [{text: `give its unit the name ${usual}, then run this again`}]
					: [
							asFix('cp', '-a', path, `${folder}/${usual}`),
							...dropIns.map(from => asFix('cp', '-a', '-T', from, `${folder}/${usual}.d`)),
							asFix('systemctl', 'daemon-reload'),
							asFix('systemctl', 'disable', '--now', name),
							asFix('systemctl', 'enable', '--now', usual),
						],
		});
	},
};
