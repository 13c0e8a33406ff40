import {flag} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, at, removeFlag, restart, run} from './fixes.ts';

const names = ['--image-credential-provider-config', '--image-credential-provider-bin-dir'];

/** A kubelet that is told of a helper which is not there does not start. Seen on 1.30.4, which does not say its name. */
export const registryHelpers: Check = {
	id: 'registry-helpers',
	title: "the kubelet's helpers for registries",
	follows: ['kubelet-arguments'],
	explains: ['credential-provider-missing'],
	look(node) {
		const helpers = node.state?.registryHelpers;
		if (helpers === undefined) return skipped('the kubelet is told of none');
		const {file, absent} = helpers;
		if (absent.length === 0) return ok(`those of ${file} are there`);
		const told = names.flatMap(name => flag(node, name) ?? []);
		return fatal(
			`${absent.join(', ')} ${absent.length === 1 ? 'is' : 'are'} not there${absent[0] === file ? '' : `, and ${file} names ${absent.length === 1 ? 'it' : 'them'}`}: the kubelet does not start`,
			{
				evidence: told.map(at),
				fix: [
					...told.map(removeFlag),
					...(told.some(({path}) => path.includes('/systemd/')) ? [run('systemctl', 'daemon-reload')] : []),
					restart('kubelet'),
					advice(
						`better: put ${absent.join(', ')} there and keep the flags: without the helper images of its registry are pulled with imagePullSecrets alone`,
					),
				],
			},
		);
	},
};
