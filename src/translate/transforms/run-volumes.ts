import {imageName, isOpenName} from '../image-name.ts';
import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';
import {mountFields} from './mount-fields.ts';

/** containerd has no volumes: one with a name is a folder of the node here, as docker's local driver has it. */
export const volumesFolder = '/var/lib/ctr-volumes';

export function volumeFolder(name: string): string {
	return `${volumesFolder}/${name}`;
}

/** docker's rule for the name of a volume in `-v`; `docker volume create` wants two letters. Source: lab plain, docker 20.10. */
export function isVolumeName(name: string): boolean {
	return /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name);
}

export function wrongVolume(name: string): string {
	return `'${name}' is no name of a volume: letters, digits, _ . and - alone`;
}

type Volume = {readonly name: string; readonly target: string; readonly copied: boolean};

/** Volumes with a name, of `-v`. */
export function namedVolumes(ask: Ask): readonly Volume[] {
	return volumesOf(ask).filter(({name}) => isVolumeName(name));
}

/** The same, of `--mount type=volume` too. */
export function allNamedVolumes(ask: Ask): readonly Volume[] {
	return [...namedVolumes(ask), ...mountsOf(ask).filter(({name}) => isVolumeName(name))];
}

/** The folders of the volumes that the line names. Run, a new one gets what docker's has, or what the image has at its place. */
export function volumeFolders(
	volumes: readonly Volume[],
	{reference, namespace}: {readonly reference: string; readonly namespace: string},
	ask: Ask,
): readonly Command[] {
	const [first] = volumes;
	if (first === undefined) return [];
	const argv: Command['argv'] = ['mkdir', '-p', ...volumes.map(({name}) => volumeFolder(name))];
	if (!ask.shaped || isOpenName(reference)) return [{argv, effect: 'write'}];
	const words = volumes.flatMap(({name, target, copied}) => [name, target, copied ? 'copy' : '']);
	return [{argv, effect: 'write', run: {argv: ['sh', '-c', makeVolumes, namespace, imageName(reference), ...words]}}];
}

function volumesOf(ask: Ask): readonly Volume[] {
	return ask.values('volume').flatMap(value => {
		const [name = '', target, mode = ''] = value.split(':');
		return target === undefined ? [] : [{name, target, copied: !mode.split(',').includes('nocopy')}];
	});
}

function mountsOf(ask: Ask): readonly Volume[] {
	return ask.values('mount').flatMap(value => {
		const {type, source, target, fields} = mountFields(value);
		return type === 'volume' && target !== undefined
			? [{name: source, target, copied: !fields.has('volume-nocopy')}]
			: [];
	});
}

// A link within the image may lead out of it: only what is below the mount is copied.
const makeVolumes = `image=$1 all=${volumesFolder}; shift; mkdir -p $all || exit 125
while [ $# -gt 0 ]; do
	own=$all/$1 docker=/var/lib/docker/volumes/$1/_data
	if [ -e "$own" ]; then :
	elif [ -d "$docker" ]; then ln -s "$docker" "$own" || exit 125
	else
		mkdir "$own" || exit 125
		if [ "$3" = copy ] && m=$(mktemp -d); then
			if ctr -n "$0" images mount "$image" "$m" >/dev/null 2>&1; then
				from=$(realpath "$m/$2" 2>/dev/null)
				case $from in "$m"/*) [ ! -d "$from" ] || cp -a "$from/." "$own/" ;; esac
				ctr -n "$0" images unmount --rm "$m" >/dev/null 2>&1
			fi
			rmdir "$m" 2>/dev/null
		fi
	fi
	shift 3
done`;
