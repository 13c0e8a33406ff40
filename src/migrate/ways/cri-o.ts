import {dockerToContainerdChecks} from '../preflight/index.ts';
import {configureCrio, crioImages, crioWrong} from '../steps/crio.ts';
import {leavingDocker} from '../steps/index.ts';
import {verifyOf} from '../steps/verify.ts';
import {crioHere} from './checks/crio.ts';
import type {Way} from './way.ts';

const ofContainerd = ['runtime', 'versions', 'containerd-config', 'packages', 'data-root', 'disk-room', 'pause-image'];

export const criO: Way = {
	name: 'cri-o',
	title: 'from docker to CRI-O',
	procedure: 'docker-to-cri-o',
	target: 'cri-o',
	checks: [crioHere, ...dockerToContainerdChecks.filter(({id}) => !ofContainerd.includes(id))],
	steps: leavingDocker({
		runtime: [configureCrio],
		carry: [crioImages],
		carryAgain: [],
		prove: verifyOf('crio.service', crioWrong),
	}),
	unverified: [
		'no test runs this on a real node: it was walked by hand, and taken back, on one (kubelet 1.30 and docker 26.1 to CRI-O 1.37, images through skopeo 1.9)',
	],
	back: 'docker',
};
