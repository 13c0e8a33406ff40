import {known} from '../../../model/node-snapshot.ts';
import {minorOf, toldRuntime, unitState} from '../../facts.ts';
import {type Check, go, noGo} from '../../preflight/finding.ts';

export const criDockerdHere: Check = {
	id: 'cri-dockerd',
	title: 'cri-dockerd',
	look(facts) {
		const told = toldRuntime(facts);
		const program = facts.snapshot.programs['cri-dockerd'];
		const minor = minorOf(known(facts.snapshot.kubelet.version));
		if (facts.did.size === 0 && told !== 'dockershim' && told !== 'cri-dockerd')
			return noGo(`the kubelet is told of ${told}, and not of docker`);
		if (program === undefined)
			return noGo('cri-dockerd is not installed', {
				fix: [
					{
						text: 'install the package or the release of cri-dockerd (Mirantis) with cri-docker.service and cri-docker.socket, then run this again',
					},
				],
			});
		if (unitState(facts, 'cri-docker.service') === undefined || unitState(facts, 'cri-docker.socket') === undefined)
			return noGo('cri-dockerd has no units here', {
				fix: [
					{
						text: 'put cri-docker.service and cri-docker.socket of its sources into /etc/systemd/system, then systemctl daemon-reload',
					},
				],
			});
		if (told === 'cri-dockerd' && facts.did.size === 0)
			return go(
				'the kubelet uses docker through cri-dockerd already: rtconsole migrate --to containerd goes on from there',
			);
		const old = minor !== undefined && minor < 23;
		return go(
			old
				? `${program}; a kubelet of 1.${minor} speaks CRI v1alpha2, which cri-dockerd has in all releases up to 0.4.3`
				: program,
		);
	},
};
