import {networkMakers} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, restart, run} from './fixes.ts';

/** A disk that is mounted at the wrong place, a tmpfs of a script: the files below it are there, and nobody sees them. */
export const hiddenPlaces: Check = {
	id: 'hidden-places',
	title: 'mounts over what services need',
	follows: ['halted'],
	look(node) {
		const hidden = node.state?.hidden;
		if (hidden === undefined) return skipped('not looked at');
		if (hidden.length === 0) return ok('nothing empty is mounted over it');
		const paths = hidden.map(({path}) => path);
		return fatal(`something empty is mounted over ${paths.join(', ')}: what belongs there cannot be seen`, {
			evidence: hidden.map(({path, filesystem}) => ({
				source: '/proc/self/mountinfo',
				text: `${path} is a mount (${filesystem}) with nothing in it`,
			})),
			fix: [
				...paths.map(path => run('umount', path)),
				restart(...networkMakers(node)),
				advice(`who mounts it: grep -n ${paths[0]} /etc/fstab; systemctl list-units --type=mount`),
			],
		});
	},
};
