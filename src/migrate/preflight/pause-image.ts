import {fullReference} from '../../model/image-ref.ts';
import {known} from '../../model/node-snapshot.ts';
import {thrownAway} from '../carried-before.ts';
import {pauseImage} from '../wanted.ts';
import {type Check, consent, go} from './finding.ts';

export const pause: Check = {
	id: 'pause-image',
	title: 'the pause image',
	look(facts) {
		const name = pauseImage(facts);
		if (name === undefined) return undefined;
		const full = fullReference(name);
		const inDocker = (known(facts.workloads.images) ?? []).some(({tags}) => tags.map(fullReference).includes(full));
		if (inDocker) return go(`${name} is carried over`);
		// A containerd that does not answer in the middle of a walk is the walk's own matter.
		if (facts.did.size > 0 && 'missing' in facts.workloads.carried) return undefined;
		if (known(facts.workloads.carried)?.includes(full)) return go(`${name} is in containerd`);
		if (thrownAway(facts).saved.some(({what}) => fullReference(what) === full))
			return go(`${name} was thrown away since it was carried, and is brought back from docker`);
		if ('missing' in facts.workloads.images)
			return consent(
				`${name} is not in containerd, and docker, which may have it, does not run: without it no pod starts`,
				{
					fix: [
						{text: `from a registry: crictl pull ${name}`, argv: ['crictl', 'pull', name]},
						{
							text: `from docker: systemctl start docker; docker save ${name} | ctr -n k8s.io images import -; systemctl stop docker.socket docker`,
						},
					],
				},
			);
		return consent(`${name} is neither in docker nor in containerd: it must be pulled, and without it no pod starts`, {
			fix: [{text: `docker pull ${name}`, argv: ['docker', 'pull', name]}],
		});
	},
};
