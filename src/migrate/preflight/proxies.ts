import {masked} from '../../model/mask.ts';
import {proxyOfDocker, proxyPath} from '../proxy.ts';
import {type Check, go} from './finding.ts';

/** Pulls go through the daemon's proxy: what docker was told must be told to containerd. */
export const proxies: Check = {
	id: 'proxies',
	title: 'proxies',
	look(facts) {
		const proxy = proxyOfDocker(facts);
		const names = Object.keys(proxy);
		if (names.length === 0) return undefined;
		const evidence = Object.entries(proxy).map(([name, {value, path}]) => ({
			source: path,
			text: masked(`${name}=${value}`),
		}));
		const excluded = Object.entries(proxy).find(([name]) => /^no_proxy$/i.test(name))?.[1].value ?? '';
		if (excluded !== '') return go(`docker's proxy becomes containerd's in ${proxyPath}`, evidence);
		return {
			verdict: 'go',
			because: `docker's proxy becomes containerd's in ${proxyPath}; no NO_PROXY goes with it, so registries within the cluster are asked through it too`,
			evidence,
			fix: [{text: 'NO_PROXY with the networks of nodes, pods and services, .svc and .cluster.local'}],
		};
	},
};
