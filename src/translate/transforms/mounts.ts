import {bytesOf} from '../bytes.ts';
import {standInPattern} from '../stand-in.ts';
import {close, type Emitted, type FlagTransform, type Found, lost} from '../transform.ts';
import type {TranslateError} from '../types.ts';
import {mountFields} from './mount-fields.ts';
import {isVolumeName, volumeFolder, wrongVolume} from './run-volumes.ts';

type Mount = {
	readonly type: string;
	readonly source: string;
	readonly target: string;
	readonly options: readonly string[];
};

/** ctr's fields are parted by commas, its options by colons; neither can be escaped. */
function mountArg({type, source, target, options}: Mount): readonly string[] {
	return [
		'--mount',
		`type=${type},src=${source},dst=${target}${options.length === 0 ? '' : `,options=${options.join(':')}`}`,
	];
}

/** `-v /host:/container:ro`, `-v name:/container`, `-v /container` */
export const volumes: FlagTransform = (values, ask) => {
	const args: string[] = [];
	const findings: Found[] = [];
	let folders = false;
	for (const value of values) {
		const [source = '', target, mode = ''] = value.split(':');
		if (target === undefined) {
			findings.push(lost('run.volume-anonymous', {volume: value}));
			continue;
		}
		if (!/^[/.~]/.test(source)) {
			const named = namedVolume(source, target, mode.split(','));
			if ('error' in named) return named;
			args.push(...named.args);
			findings.push(named.found);
			continue;
		}
		if (/,/.test(source + target)) {
			findings.push(lost('run.volume-comma', {volume: value}));
			continue;
		}
		const modes = mode.split(',').filter(word => word !== '' && word !== 'rw' && word !== 'z' && word !== 'Z');
		if (/(^|,)[zZ](,|$)/.test(mode)) findings.push(lost('run.volume-selinux'));
		findings.push(...dockerSocket(source));
		if (!source.startsWith('/')) {
			findings.push(lost('run.volume-relative', {source}));
			continue;
		}
		folders = true;
		args.push(
			...mountArg({
				type: 'bind',
				source,
				target,
				options: ['rbind', ...(modes.includes('ro') ? [] : ['rw']), ...modes],
			}),
		);
	}
	if (folders && !ask.shaped) findings.push(close('run.volume-exists'));
	return {args, findings};
};

/** A volume with a name: its folder is mounted, which volumeFolders makes. */
function namedVolume(
	name: string,
	target: string,
	modes: readonly string[],
): {readonly args: readonly string[]; readonly found: Found} | TranslateError {
	if (name === '') return {args: [], found: lost('run.volume-anonymous', {volume: target})};
	// It may be a path, which only the shell knows.
	if (standInPattern.test(name)) return {args: [], found: lost('run.volume-named', {volume: name})};
	if (!isVolumeName(name)) return {error: `docker run: ${wrongVolume(name)}`};
	const options = ['rbind', modes.includes('ro') ? 'ro' : 'rw'];
	const source = volumeFolder(name);
	return {args: mountArg({type: 'bind', source, target, options}), found: close('run.volume-folder', {name, source})};
}

/** A program that talks to docker there finds nobody, or a docker that knows nothing of the pods. */
function dockerSocket(source: string): readonly Found[] {
	return /\/docker\.sock$/.test(source) ? [lost('run.docker-sock', {source})] : [];
}

/** `--mount type=bind,source=/a,target=/b,readonly` */
export const mounts: FlagTransform = values => {
	const args: string[] = [];
	const findings: Found[] = [];
	for (const value of values) {
		const {type, source, target, readOnly, fields} = mountFields(value);
		if (target === undefined) return {error: `docker run --mount needs a target: '${value}'`};
		if (type === 'tmpfs')
			args.push(...mountArg(tmpfsMount(target, fields.get('tmpfs-size'), fields.get('tmpfs-mode'))));
		else if (type === 'bind') {
			findings.push(...dockerSocket(source));
			const propagation = fields.get('bind-propagation');
			const options = ['rbind', readOnly ? 'ro' : 'rw', ...(propagation === undefined ? [] : [propagation])];
			args.push(...mountArg({type: 'bind', source, target, options}));
		} else {
			const named = namedVolume(source, target, readOnly ? ['ro'] : []);
			if ('error' in named) return named;
			args.push(...named.args);
			findings.push(named.found);
		}
	}
	return {args, findings};
};

/** `--tmpfs /run:size=64m,mode=1777` */
export const tmpfs: FlagTransform = values => ({
	args: values.flatMap(value => {
		const [target = '', options = ''] = value.split(':');
		const given = options.split(',').filter(option => option !== '');
		return mountArg({type: 'tmpfs', source: 'tmpfs', target, options: [...guarded(given), ...given]});
	}),
});

/** The shared memory that ctr mounts is 64 MB; another one over it has the size asked for. */
export const shmSize: FlagTransform = (values): Emitted => {
	const bytes = bytesOf(values.at(-1) ?? '') ?? '67108864';
	const options = ['nosuid', 'noexec', 'nodev', 'mode=1777', `size=${bytes}`];
	return {args: mountArg({type: 'tmpfs', source: 'shm', target: '/dev/shm', options})};
};

/** docker mounts a tmpfs with these unless the opposite is asked for. Source: lab plain, docker 20.10, /proc/mounts. */
function guarded(given: readonly string[]): readonly string[] {
	const opposites = {nosuid: 'suid', nodev: 'dev', noexec: 'exec'};
	return Object.entries(opposites).flatMap(([option, opposite]) =>
		given.includes(option) || given.includes(opposite) ? [] : [option],
	);
}

function tmpfsMount(target: string, size: string | undefined, mode: string | undefined): Mount {
	const bytes = size === undefined ? undefined : bytesOf(size);
	const options = [
		...guarded([]),
		...(bytes === undefined ? [] : [`size=${bytes}`]),
		...(mode === undefined ? [] : [`mode=${mode}`]),
	];
	return {type: 'tmpfs', source: 'tmpfs', target, options};
}
