import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {at, replaceInLine} from '../fixes.ts';
import {usual} from './control-plane-files.ts';

/**
 * A pod that does not serve, or not well, and is told another file of kubeadm's than kubeadm tells it: the wrong one of
 * two authorities, a key beside a foreign certificate. Files of somebody's own are left alone, and so is what works.
 */
export function unusualFiles(pods: readonly StaticPod[], files: readonly string[], isBad: (pod: StaticPod) => boolean) {
	const kubeadms = new Set(Object.values(usual).flatMap(flags => Object.values(flags)));
	return pods.filter(isBad).flatMap(({name, path, flags}): readonly Outcome[] => {
		const own = usual[name] ?? {};
		const wrong = flags.flatMap(flag => {
			const meant = own[flag.name];
			const isOther = meant !== undefined && flag.value !== meant && kubeadms.has(flag.value) && files.includes(meant);
			return isOther ? [{flag, meant}] : [];
		});
		if (wrong.length === 0) return [];
		return [
			fatal(
				`${name} does not work, and ${path} tells it ${wrong.map(({flag, meant}) => `${flag.name}=${flag.value} where kubeadm has ${meant}`).join(', ')}`,
				{
					evidence: wrong.map(({flag}) => at(flag)),
					fix: wrong.map(({flag, meant}) => replaceInLine(flag.path, flag.line, flag.value, meant)),
				},
			),
		];
	});
}
