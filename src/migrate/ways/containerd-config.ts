import {containerdConfig} from '../preflight/containerd-config.ts';
import {crictl} from '../preflight/crictl.ts';
import {versions} from '../preflight/versions.ts';
import {criServes, repairConfig} from '../steps/config-repair.ts';
import {crictlConfig} from '../steps/crictl-config.ts';
import {kubeletOnContainerd} from './checks/kubelet-on-containerd.ts';
import type {Way} from './way.ts';

export const containerdRepair: Way = {
	name: 'containerd-config',
	title: 'repair the configuration of containerd',
	procedure: 'containerd-config',
	target: 'containerd',
	checks: [kubeletOnContainerd, versions, containerdConfig, crictl],
	steps: [repairConfig, crictlConfig, criServes],
	unverified: [],
	back: 'same-runtime',
};
