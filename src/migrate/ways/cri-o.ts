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
	steps: leavingDocker({runtime: [configureCrio], carry: [crioImages], prove: verifyOf('crio.service', crioWrong)}),
	unverified: [
		'CRI-O was never at hand: none of its steps was run on a real node, and whether its images are all there is not checked',
	],
	back: 'docker',
};
