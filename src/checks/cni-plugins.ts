import {criRuntime, valueAt} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {atLeast, hasKubelet, networkMakers, usesCni} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {advice, deleteLine, replaceInLine, restart} from './fixes.ts';
import {otherFolder} from './parts/cni-folders.ts';
import {containerdSettings} from './parts/containerd-settings.ts';
import {likest} from './parts/likest.ts';

export const cniPlugins: Check = {
	id: 'cni-plugins',
	title: 'CNI plugins',
	follows: ['hidden-places'],
	explains: ['cni-failed-find', 'cni-incompat', 'cni-destroy-version'],
	look(node) {
		const {cni} = node;
		const data = known(node.containerd.config)?.data;
		// Its own default has `bin_dir = ''` beside bin_dirs: what is empty is not set.
		const both =
			atLeast(known(node.containerd.version) ?? '2.1', '2.0') &&
			['bin_dir', 'bin_dirs'].every(key => isSet(valueAt(criRuntime(data), 'cni', key)));
		const single = containerdSettings(node).findLast(({name}) => /\bcni\.bin_dir$/.test(name));
		const grave = !hasKubelet(node) ? info : usesCni(node) ? fatal : warning;
		if (both) {
			return grave('bin_dir and bin_dirs are both set: containerd 2.1 then has no CRI at all', {
				evidence: [{source: node.containerd.configPath, text: 'bin_dir and bin_dirs'}],
				fix:
					single === undefined
						? [advice(`take bin_dir out of ${node.containerd.configPath}, then: systemctl restart containerd`)]
						: [deleteLine(single.path, single.line), restart('containerd')],
			});
		}
		const [first] = cni.files;
		if (first === undefined || first.broken) return skipped('no network is configured');
		const wanted = [...first.plugins, 'loopback'];
		const lacking = wanted.filter(name => !cni.binaries.includes(name));
		if (lacking.length === 0) return ok(`${wanted.join(', ')} are in ${cni.binDirs.join(', ')}`);
		return grave(
			`${lacking.join(', ')} ${lacking.length === 1 ? 'is' : 'are'} not in ${cni.binDirs.join(', ')}: every new pod fails with “failed to find plugin”`,
			{
				evidence: [
					{source: first.path, text: `needs ${first.plugins.join(', ')}`},
					{source: `ls ${cni.binDirs[0]}`, text: cni.binaries.slice(0, 12).join(' ') || 'empty'},
				],
				fix: [
					...inPlace(node, first, lacking),
					advice(
						`install them: apt-get install containernetworking-plugins (Debian), dnf install containernetworking-plugins, or the plugin's own DaemonSet; they belong in ${cni.binDirs[0]}`,
					),
					...(node.kinds['/usr/lib/cni']
						? [advice(`/usr/lib/cni has plugins: bin_dir in ${node.containerd.configPath} may point there`)]
						: []),
				],
			},
		);
	},
};

/** A name that is nearly that of a plugin which is there is a slip; where another folder has them all, the folder is. */
function inPlace(node: NodeSnapshot, first: NodeSnapshot['cni']['files'][number], lacking: readonly string[]) {
	const {cni} = node;
	const other = cni.elsewhere?.binDirs.find(({binaries}) => lacking.every(name => binaries.includes(name)));
	const [looked] = cni.binDirs;
	if (other !== undefined && looked !== undefined) {
		const led = otherFolder(node, looked, other.path);
		if (led.length > 0) return led;
	}
	const lines = first.text.split('\n');
	const slips = lacking.flatMap(name => {
		const meant = likest(name, cni.binaries) ?? cni.binaries.find(each => each.length > 3 && name.startsWith(each));
		const line = lines.findIndex(text => text.includes(`"${name}"`)) + 1;
		return meant === undefined || line === 0 ? [] : [replaceInLine(first.path, line, `"${name}"`, `"${meant}"`)];
	});
	return slips.length < lacking.length ? [] : [...slips, restart(...networkMakers(node))];
}

function isSet(value: unknown): boolean {
	return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
}
