import {known} from '../../model/node-snapshot.ts';
import type {PackageList} from '../../model/node-surroundings.ts';
import {type Check, go} from './finding.ts';

/** Removing docker later must not take away the runtime that the node has then. */
export const packages: Check = {
	id: 'packages',
	title: 'the packages',
	look({surroundings}) {
		const list = known(surroundings.packages);
		if (list === undefined) return undefined;
		const {manager, installed, ofContainerd} = list;
		const evidence = installed.map(({name, version, automatic}) => ({
			source: manager,
			text: `${name} ${version}${automatic ? ', came with another package' : ''}`,
		}));
		if (ofContainerd === undefined) return go('containerd is of no package: removing docker leaves it alone', evidence);
		const holders = dockersThatNeed(list, ofContainerd);
		const goes = goesAway(list);
		if (holders.length === 0 && !goes)
			return go(`containerd is of ${ofContainerd}, which does not hang on docker`, evidence);
		const because = goes
			? `${ofContainerd} came with ${holders.join(', ') || 'another package'}: removing that and then what is left over would take containerd away; the walk marks it as wanted`
			: `${holders.join(', ')} needs ${ofContainerd}; take away docker alone, and never ${ofContainerd}`;
		return {verdict: 'go', because, evidence, fix: fixes(list)};
	},
};

function dockersThatNeed({installed}: PackageList, containerd: string): readonly string[] {
	return installed
		.filter(({name, needs}) => name !== containerd && needs.includes(containerd) && /docker|moby/.test(name))
		.map(({name}) => name);
}

/** containerd came with docker, and an autoremove takes it. An rpm says nothing of that: the note is dnf's. */
export function goesAway({installed, ofContainerd}: PackageList): boolean {
	return installed.find(({name}) => name === ofContainerd)?.automatic === true;
}

function fixes({manager, installed}: PackageList) {
	const docker = installed.map(({name}) => name).filter(name => /^(docker|moby-engine)/.test(name));
	if (docker.length === 0) return [];
	return manager === 'dpkg'
		? [
				{
					text: `later, without --purge and autoremove: apt-get remove ${docker.join(' ')} (a purge of docker.io deletes /var/lib/docker)`,
				},
			]
		: [{text: `later: rpm --erase ${docker.join(' ')} (dnf and yum remove what came with them, containerd too)`}];
}
