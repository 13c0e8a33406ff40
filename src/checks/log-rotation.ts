import {known} from '../model/node-snapshot.ts';
import {configured, hasKubelet, needsDocker} from './about.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {amount} from './disk-pressure.ts';
import {advice, at, restart} from './fixes.ts';

export const logRotation: Check = {
	id: 'log-rotation',
	title: 'log rotation',
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		if (needsDocker(node)) {
			const config = known(node.docker.config);
			const size = config?.settings.find(({name}) => name === 'max-size');
			const driver = config?.settings.find(({name}) => name === 'log-driver');
			if (size || (driver && !/json-file/.test(driver.value)))
				return ok(size ? `docker keeps ${size.value} of each` : `docker writes them to ${driver?.value}`);
			return info('docker rotates no log: log-opts has no max-size, so a talkative container fills the disk', {
				fix: [
					advice(
						'"log-driver": "json-file", "log-opts": {"max-size": "10m", "max-file": "5"} in /etc/docker/daemon.json; it counts for new containers',
					),
				],
			});
		}
		const size = configured(node, 'containerLogMaxSize');
		if (size === undefined || size.value === '') return ok('at 10Mi, 5 files each (the default of the kubelet)');
		const bytes = amount(size.value, 0);
		if (bytes === undefined || /[kmg]$/.test(size.value)) {
			return warning(
				`containerLogMaxSize: ${size.value} is no quantity of Kubernetes${/m$/.test(size.value) ? ', or one of thousandths (m)' : ''}: write ${size.value.replace(/[a-z]+$/i, '')}Mi`,
				{
					evidence: [at(size)],
					fix: [
						advice(`containerLogMaxSize: ${Number.parseInt(size.value, 10) || 10}Mi in ${size.path}`),
						restart('kubelet'),
					],
				},
			);
		}
		if (bytes > 2e9) return warning(`logs grow to ${size.value} each before they are rotated`, {evidence: [at(size)]});
		return ok(`at ${size.value}`);
	},
};
