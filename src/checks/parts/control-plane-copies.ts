import {quoteWord} from '../../model/argv.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {at, replaceInLine, run} from '../fixes.ts';
import {broughtIn} from './brought-in.ts';

/** A copy of a manifest beside it, as editors and careful people leave it: the kubelet reads both, and one of the two wins. */
export function copies(pods: readonly StaticPod[]): readonly Outcome[] {
	const names = [...new Set(pods.map(({name}) => name))];
	return names.flatMap(name => {
		const same = pods.filter(pod => pod.name === name).toSorted((left, right) => oddness(left) - oddness(right));
		const [kept, ...more] = same;
		if (kept === undefined || more.length === 0) return [];
		const paths = more.map(({path}) => path);
		return [
			fatal(
				`${paths.join(', ')} describes the pod ${name} as ${kept.path} does: the kubelet reads every file of the folder, and runs one of them in turn with the other`,
				{
					evidence: same.map(({path}) => ({source: path, text: `metadata.name: ${name}`})),
					fix: paths.map(path => run('mv', path, `/etc/kubernetes/${path.replace(/^.*\//, '')}`)),
				},
			),
		];
	});
}

/** `etcd.yaml` is meant, `etcd.yaml.bak` and `etcd-old.yaml` are not. */
function oddness({path, name}: StaticPod): number {
	const file = path.replace(/^.*\//, '');
	return file === `${name}.yaml` ? 0 : /\.(ya?ml|json)$/.test(file) ? file.length : 1000 + file.length;
}

/** Files of the node that its flags name and that no volume brings into the container. */
export function unmounted(pod: StaticPod): readonly Outcome[] {
	const {flags, hostPaths, mountPaths = []} = pod;
	const files = flags.filter(({value}) => /^\/etc\/kubernetes\/.*\.\w+$/.test(value));
	const outside = files.filter(({value}) => !mountPaths.some(mount => isIn(value, mount.value)));
	const [first] = outside;
	if (first === undefined || mountPaths.length === 0) return [];
	const volume = hostPaths.find(({value}) => isIn(first.value, value));
	const astray = mountPaths.find(mount => !hostPaths.some(({value}) => value === mount.value));
	return [
		fatal(
			`${quoteWord(first.value)}, which ${pod.path} names, is in none of the folders that it mounts: ${pod.name} does not start`,
			{
				evidence: [at(first), ...(astray ? [at(astray)] : [])],
				fix:
					volume && astray
						? [replaceInLine(astray.path, astray.line, astray.value, volume.value)]
						: outside.flatMap(({value}) => (pod.absent.includes(value) ? [] : broughtIn(pod, value))),
			},
		),
	];
}

function isIn(file: string, folder: string): boolean {
	return file === folder || file.startsWith(`${folder.replace(/\/+$/, '')}/`);
}
