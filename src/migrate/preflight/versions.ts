import {known} from '../../model/node-snapshot.ts';
import {minorOf} from '../facts.ts';
import {installOf} from '../install.ts';
import {type Check, go, noGo} from './finding.ts';

/** The oldest containerd for a kubelet, as [major, minor, patch]. Source: containerd RELEASES.md, Kubernetes support. */
const needed: ReadonlyArray<readonly [kubelet: number, ReadonlyArray<readonly [number, number, number]>]> = [
	[36, [[2, 2, 0]]],
	[
		35,
		[
			[2, 1, 5],
			[1, 7, 28],
		],
	],
	[
		34,
		[
			[2, 0, 6],
			[1, 7, 28],
			[1, 6, 39],
		],
	],
	[
		32,
		[
			[2, 0, 1],
			[1, 7, 24],
			[1, 6, 36],
		],
	],
	[26, [[1, 6, 15]]],
	[20, [[1, 4, 0]]],
];

const archiveFix = [
	{
		text: 'give a whole release archive for this processor: --containerd-tarball FILE; sha256sum FILE, beside the .sha256sum of the release, tells whether it came whole',
	},
];

export const versions: Check = {
	id: 'versions',
	title: 'kubelet and containerd fit',
	look(facts) {
		const {snapshot} = facts;
		const kubelet = known(snapshot.kubelet.version);
		const {binary, version: said} = snapshot.containerd;
		const install = installOf(facts);
		if (install?.by === 'nothing')
			return noGo(`containerd cannot be installed: ${install.because}`, {
				fix: facts.options?.containerdTarball === undefined ? [] : archiveFix,
			});
		if (install?.by === 'package')
			return {
				verdict: 'go',
				because: `containerd is not installed: the walk installs the package ${install.name}, which ${install.unverified}`,
				fix: [{text: 'or give a release archive: --containerd-tarball FILE'}],
			};
		const version = install?.by === 'archive' ? facts.options?.containerdTarball?.version : known(said);
		if ('missing' in binary && version === undefined)
			return go(`containerd is installed from ${facts.options?.containerdTarball?.path}`);
		const minor = minorOf(kubelet);
		if (version === undefined || minor === undefined)
			return noGo(`the version of ${version === undefined ? 'containerd' : 'the kubelet'} is not known`);
		const evidence = [
			{source: 'kubelet --version', text: kubelet ?? ''},
			{source: 'containerd --version', text: version},
		];
		const [major = 0, second = 0, patch = 0] = version.split(/[.+~-]/).map(Number);
		if (major >= 2 && minor < 26)
			return noGo(
				`kubelet ${kubelet} speaks CRI v1alpha2, which containerd ${version} no longer does: 1.7 is the last`,
				{
					evidence,
				},
			);
		const floors = needed.find(([from]) => minor >= from)?.[1] ?? [];
		const own = floors.find(floor => floor[0] === major && floor[1] === second);
		const oldest = own ?? floors.at(-1);
		if (oldest !== undefined && isOlder([major, second, patch], oldest))
			return noGo(`kubelet ${kubelet} needs containerd ${oldest.join('.')} or newer; this is ${version}`, {evidence});
		const unit =
			install?.by === 'unit'
				? `; ${install.program} has no unit of its own (docker starts it): the walk writes one`
				: '';
		return go(`kubelet ${kubelet}, containerd ${version}${unit}`, evidence);
	},
};

function isOlder(version: readonly number[], floor: readonly number[]): boolean {
	for (const [index, part] of floor.entries()) {
		const is = version[index] ?? 0;
		if (is !== part) return is < part;
	}
	return false;
}
