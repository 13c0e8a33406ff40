import {dockerToContainerdChecks} from '../preflight/index.ts';
import {annotate} from '../steps/annotate.ts';
import {backup} from '../steps/backup.ts';
import {saveBarePods} from '../steps/bare-pods.ts';
import {cordon} from '../steps/cordon.ts';
import {crictlConfig} from '../steps/crictl-config.ts';
import {configureCrio, crioImages} from '../steps/crio.ts';
import {drain} from '../steps/drain.ts';
import {kubeletConfig} from '../steps/kubelet-config.ts';
import {podsRunning} from '../steps/pods-running.ts';
import {restorePods} from '../steps/restore-pods.ts';
import {startKubelet} from '../steps/start-kubelet.ts';
import {stopDocker} from '../steps/stop-docker.ts';
import {stopKubelet} from '../steps/stop-kubelet.ts';
import {uncordon} from '../steps/uncordon.ts';
import {crioHere} from './checks/crio.ts';
import type {Way} from './way.ts';

const ofContainerd = ['runtime', 'versions', 'containerd-config', 'packages', 'data-root', 'disk-room', 'pause-image'];

export const criO: Way = {
	name: 'cri-o',
	title: 'from docker to CRI-O',
	procedure: 'docker-to-cri-o',
	target: 'cri-o',
	checks: [crioHere, ...dockerToContainerdChecks.filter(({id}) => !ofContainerd.includes(id))],
	steps: [
		backup,
		configureCrio,
		crictlConfig,
		crioImages,
		saveBarePods,
		cordon,
		drain,
		stopKubelet,
		kubeletConfig,
		stopDocker,
		startKubelet,
		annotate,
		uncordon,
		restorePods,
		podsRunning,
	],
	unverified: [
		'CRI-O was never at hand: none of its steps was run on a real node, and whether its images are all there is not checked',
	],
	back: 'docker',
};
