import type {Ask} from '../transform.ts';
import {mountFields} from './mount-fields.ts';

/**
 * docker mounts the control groups of the container, where a JVM reads how much memory it may take; ctr mounts them only when told. A mount
 * of one's own in that place stands alone, as with docker. Source: seen on plain (hierarchy of version 1) with containerd 1.6.20, the same
 * mounts as docker's.
 */
export function cgroupMount(ask: Ask): readonly string[] {
	if (mountsOver(ask, place)) return [];
	const access = ask.on('privileged') ? 'rw' : 'ro';
	return ['--mount', `type=cgroup,src=cgroup,dst=${place},options=${access}:nosuid:noexec:nodev`];
}

const place = '/sys/fs/cgroup';

/** True where the line itself mounts something on a place, or on a folder that it is in. */
export function mountsOver(ask: Ask, place: string): boolean {
	const targets = [...ask.values('volume').map(targetOfVolume), ...ask.values('mount').map(targetOfMount)];
	return targets.some(target => target !== '' && `${place}/`.startsWith(`${target.replace(/\/+$/, '')}/`));
}

function targetOfVolume(volume: string): string {
	return volume.split(':')[1] ?? '';
}

function targetOfMount(mount: string): string {
	return mountFields(mount).target ?? '';
}
