import {crictl} from '../preflight/crictl.ts';
import {versions} from '../preflight/versions.ts';
import {criServes} from '../steps/config-repair.ts';
import {toVersion3Step} from '../steps/config-version-3.ts';
import {crictlConfig} from '../steps/crictl-config.ts';
import {installContainerd} from '../steps/install-containerd.ts';
import {configVersion3} from './checks/config-version-3.ts';
import {kubeletOnContainerd} from './checks/kubelet-on-containerd.ts';
import {wayBack} from './checks/way-back.ts';
import type {Way} from './way.ts';

export const containerd2: Way = {
	name: 'containerd-2',
	title: 'to the configuration of containerd 2 (version 3)',
	procedure: 'containerd-2',
	target: 'containerd',
	checks: [kubeletOnContainerd, versions, configVersion3, crictl, wayBack],
	steps: [installContainerd, toVersion3Step, crictlConfig, criServes],
	unverified: [],
	back: 'same-runtime',
};
