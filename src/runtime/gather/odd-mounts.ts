import type {OddMount} from '../../model/lately-changed.ts';
import {mountsIn} from './mounts.ts';

const configured =
	/^\/(etc\/(containerd|kubernetes|cni|docker|crio|systemd|default|sysconfig|crictl\.yaml)(\/|$)|usr\/s?bin\/|usr\/local\/s?bin\/|usr\/lib\/(cni|systemd)(\/|$)|opt\/cni(\/|$)|var\/lib\/kubelet\/(config\.yaml|kubeadm-flags\.env|pki|plugins|plugins_registry|device-plugins)(\/|$))/;
const controller = /^\/sys\/fs\/cgroup\/[^/]+$/;
/** Nothing lies in them but what was put there since: /dev/null is of devtmpfs, or of the tmpfs of a container. */
const empty = ['tmpfs', 'devtmpfs', 'ramfs'];

/** Mounts of nothing over what a service reads, and over a controller of cgroups. */
export function oddMountsIn(mountinfo: string): readonly OddMount[] {
	return mountsIn(mountinfo).flatMap(({mountedOn, filesystem}) =>
		empty.includes(filesystem) && (configured.test(mountedOn) || controller.test(mountedOn))
			? [{path: mountedOn, filesystem}]
			: [],
	);
}
