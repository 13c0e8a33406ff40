import {cgroupPlaces} from '../model/cgroup-places.ts';
import {type ConfigFile, known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice, at, restart, run} from './fixes.ts';

/** What has to be enforced for the cgroup to count; the root of all counts always. Source: kubelet 1.30 node_container_manager. */
const needed: Readonly<Record<string, string | undefined>> = {
	kubeReservedCgroup: 'kube-reserved',
	systemReservedCgroup: 'system-reserved',
	cgroupRoot: undefined,
};

/** The kubelet makes the cgroups of pods and no others: those that it is told to use must be there before it. */
export const reservedCgroups: Check = {
	id: 'reserved-cgroups',
	title: 'cgroups that the kubelet is told to use',
	follows: ['kubelet-config', 'kubelet-config-values'],
	explains: ['cgroup-root-missing'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const config = known(node.kubelet.config);
		if (config === undefined || config.broken) return skipped('there is no configuration file that can be read');
		if (node.kinds['/sys/fs/cgroup'] === undefined) return skipped('/sys/fs/cgroup could not be read');
		const named = config.settings.filter(({name, value}) => Object.hasOwn(needed, name) && /^\/?[^/]/.test(value));
		return worstOf(
			named.flatMap(setting => absent(setting, config, node)),
			ok(named.length === 0 ? 'none is named' : 'they are there'),
		);
	},
};

function absent(setting: Setting, {settings, path}: ConfigFile, {kinds}: NodeSnapshot): readonly Outcome[] {
	const {name, value} = setting;
	const enforced = settings.filter(one => one.name.startsWith('enforceNodeAllocatable'));
	const word = needed[name];
	const entry = enforced.find(one => one.value === word);
	if ((word !== undefined && entry === undefined) || cgroupPlaces(value).some(place => kinds[place] !== undefined))
		return [];
	const slice = `${value.replace(/^\//, '').replace(/\.slice$/, '')}.slice`;
	return [
		fatal(
			`${name} is ${value}, and there is no cgroup of that name: the kubelet does not make it, and does not start`,
			{
				evidence: [
					at(setting),
					...(entry ? [at(entry)] : []),
					{source: cgroupPlaces(value)[0] ?? '', text: 'is not there'},
				],
				fix: [
					...(entry === undefined ? [] : [withoutEntry(entry)]),
					run('sed', '-i', `${setting.line}s/^/# /`, path),
					restart('kubelet'),
					advice(
						`to keep it instead: a unit ${slice} that is started before the kubelet; and CPU and memory are reserved for ${word ?? 'pods'} without it too`,
					),
				],
			},
		),
	];
}

/** One of a list on one line, or a line of its own. */
function withoutEntry({path, line, value}: Setting): Fix {
	return run('sed', '-i', '-E', `${line}s/,? *"?${value}"?//; ${line}s/^ *-$//; ${line}s/\\[, */[/`, path);
}
