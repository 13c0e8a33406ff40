import {known} from '../../model/node-snapshot.ts';
import {containerdRoot, suggestedRoot} from '../containerd-root.ts';
import {type Check, go} from './finding.ts';

/** docker's data lie on a disk of their own: containerd's do not unless that is asked for. */
export const dataRoot: Check = {
	id: 'data-root',
	title: 'where images and containers are kept',
	look(facts) {
		const suggested = suggestedRoot(facts);
		if (suggested === undefined) return undefined;
		const root = containerdRoot(facts);
		const docker = known(facts.snapshot.docker.info)?.rootDir ?? '';
		const evidence = (known(facts.surroundings.disks) ?? []).map(({path, mountedOn, availableBytes}) => ({
			source: `df ${path}`,
			text: `on ${mountedOn}, ${(availableBytes / 1e9).toFixed(1)} GB free`,
		}));
		if (facts.options?.containerdRoot !== undefined || root === suggested)
			return go(`docker keeps its own in ${docker}, containerd in ${root}`, evidence);
		return {
			verdict: 'go',
			because: `docker keeps its own in ${docker}; containerd keeps its own in ${root} unless it is told otherwise`,
			evidence,
			fix: [{text: `to keep them on that disk: rtconsole migrate apply --containerd-root ${suggested}`}],
		};
	},
};
