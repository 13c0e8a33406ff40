import {bare} from '../preflight/bare-pods.ts';
import {clusterAccess} from '../preflight/cluster-access.ts';
import {cni} from '../preflight/cni.ts';
import {controlPlane} from '../preflight/control-plane.ts';
import {crictl} from '../preflight/crictl.ts';
import {maskedUnits} from '../preflight/masked-units.ts';
import {annotate} from '../steps/annotate.ts';
import {backup} from '../steps/backup.ts';
import {saveBarePods} from '../steps/bare-pods.ts';
import {cordon} from '../steps/cordon.ts';
import {crictlConfig} from '../steps/crictl-config.ts';
import {drain} from '../steps/drain.ts';
import {kubeletConfig} from '../steps/kubelet-config.ts';
import {podsRunning} from '../steps/pods-running.ts';
import {restorePods} from '../steps/restore-pods.ts';
import {startCriDockerd} from '../steps/start-cri-dockerd.ts';
import {startKubelet} from '../steps/start-kubelet.ts';
import {stopKubelet} from '../steps/stop-kubelet.ts';
import {uncordon} from '../steps/uncordon.ts';
import {verifyOf} from '../steps/verify.ts';
import {criDockerdHere} from './checks/cri-dockerd.ts';
import type {Way} from './way.ts';

/** The node stays with docker: images and standalone containers are not touched. */
export const criDockerd: Way = {
	name: 'cri-dockerd',
	title: 'from dockershim to cri-dockerd, staying with docker',
	procedure: 'docker-to-cri-dockerd',
	target: 'cri-dockerd',
	checks: [criDockerdHere, maskedUnits, cni, crictl, clusterAccess, controlPlane, bare],
	steps: [
		backup,
		startCriDockerd,
		crictlConfig,
		saveBarePods,
		cordon,
		drain,
		stopKubelet,
		kubeletConfig,
		startKubelet,
		annotate,
		uncordon,
		restorePods,
		podsRunning,
		verifyOf('cri-docker.service', () => undefined, {onDocker: true}),
	],
	unverified: [],
	back: 'docker',
};
