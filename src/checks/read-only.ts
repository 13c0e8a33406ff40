import type {ReadOnlyPlace} from '../model/node-state.ts';
import {hasContainerd, hasKubelet, needsDocker} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped, warning} from './check.ts';
import {advice, restart, run} from './fixes.ts';

export const readOnly: Check = {
	id: 'read-only',
	title: 'filesystems that are written to',
	explains: ['fs-read-only', 'cgroup-read-only'],
	refutes: ['fs-read-only', 'cgroup-read-only'],
	look(node) {
		if (node.state === undefined) return skipped('/proc/self/mountinfo was not looked at');
		const [first, ...more] = node.state.readOnly;
		if (first === undefined) return ok('none is read-only');
		const all = [first, ...more];
		const grave = hasKubelet(node) || hasContainerd(node) || needsDocker(node) ? fatal : warning;
		const broken = all.some(({what}) => what === 'filesystem');
		return grave(
			`${all.map(({path}) => path).join(', ')} can only be read${broken ? ': the kernel makes a filesystem so after an I/O error, unless it was mounted so' : ''}; services that write there fail, and no new pod starts`,
			{
				evidence: all.map(({path, mountedOn, what}) => ({
					source: '/proc/self/mountinfo',
					text: `${path} is on ${mountedOn}: ro (${what === 'mount' ? 'this mount' : 'the whole filesystem'})`,
				})),
				fix: [
					...(broken ? [run('dmesg', '--level=err,crit,alert')] : []),
					...distinct(all).map(writable),
					...(broken
						? [advice('errors of the disk in dmesg: drain the node, reboot into fsck, replace the disk')]
						: []),
					...again([...servicesOf(all), ...(hasKubelet(node) ? ['kubelet'] : [])]),
				],
			},
		);
	},
};

function again(services: readonly string[]): readonly Fix[] {
	return services.length === 0 ? [] : [restart(...services)];
}

function distinct(places: readonly ReadOnlyPlace[]): readonly ReadOnlyPlace[] {
	return places.filter(({mountedOn}, index) => places.findIndex(one => one.mountedOn === mountedOn) === index);
}

/** A mount that alone is read-only must not ask for the filesystem, which others may hold. */
function writable({mountedOn, what}: ReadOnlyPlace): Fix {
	return run('mount', '-o', what === 'mount' ? 'remount,bind,rw' : 'remount,rw', mountedOn);
}

function servicesOf(places: readonly ReadOnlyPlace[]): readonly string[] {
	return ['containerd', 'docker'].filter(name => places.some(({path}) => path.includes(name)));
}
