import {dockerToContainerdChecks} from '../preflight/index.ts';
import {dockerToContainerd} from '../steps/index.ts';
import type {Way} from './way.ts';

export const containerd: Way = {
	name: 'containerd',
	title: 'from docker to containerd',
	procedure: 'docker-to-containerd',
	target: 'containerd',
	checks: dockerToContainerdChecks,
	steps: dockerToContainerd,
	unverified: [],
	back: 'docker',
};
