import {lineAt} from '../../checks/fixes.ts';
import {repairToml} from '../../checks/parts/toml-repair.ts';
import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import type {MigrationFacts} from '../facts.ts';
import {type Check, consent, go} from './finding.ts';

/** A hosts.toml that containerd cannot read: docker has no use for it, and the next pull of a pod from there fails. */
export const brokenHosts: Check = {
	id: 'broken-hosts',
	title: 'files of registries that are broken',
	look(facts) {
		const broken = facts.snapshot.containerd.hosts.filter(file => file.broken);
		if (broken.length === 0) return undefined;
		const files = broken.map(({path, broken: why}) => `${path} is no TOML (${why?.message})`);
		const because = `${files.join('; ')}: once the node runs on containerd, nothing is pulled from there`;
		const used = broken.some(({path}) => {
			const host = path.split('/').at(-2);
			return host === '_default' || namesOfImages(facts).some(name => fullReference(name).split('/')[0] === host);
		});
		const evidence = broken.map(({path, text, broken: why}) => lineAt(path, text, why?.line ?? 1));
		const fix = broken.flatMap(({path, text, broken: why}) => {
			const line = why?.line ?? 1;
			return repairToml(
				path,
				text,
				line,
				`correct line ${line} of ${path}; it counts at the next pull, without a restart`,
			);
		});
		return used ? consent(because, {evidence, fix}) : {...go(because, evidence), fix};
	},
};

/** Of images that are here, and that workloads of the cluster name. */
function namesOfImages({workloads}: MigrationFacts): readonly string[] {
	return [
		...(known(workloads.images) ?? []).flatMap(({tags, digests}) => [...tags, ...digests]),
		...(known(workloads.wanted) ?? []),
	];
}
