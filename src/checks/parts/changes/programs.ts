import type {ChangedEntry} from '../../../model/lately-changed.ts';
import type {NodeSnapshot} from '../../../model/node-snapshot.ts';
import {run} from '../../fixes.ts';
import {reinstall} from '../reinstall.ts';
import {isCopyName, isOnlyInode, type Suspect, seenOf} from './suspect.ts';
import {aside, fromCopy} from './take-back.ts';

const folder =
	/^\/(usr\/(local\/)?s?bin|opt\/bin|opt\/cni\/bin|usr\/lib(exec)?\/cni|usr\/lib\/[\w-]+-linux-gnu|usr\/lib64)\/[^/]+$/;
/** What services of a node call, by name; what else is on a machine is none of their business. */
const called =
	/^(containerd.*|ctr|runc|crun|dockerd?|docker-(init|proxy)|cri-dockerd|crictl|crio|conmon|kubelet|kubeadm|mount|umount|ip6?tables.*|xtables.*|nft|ebtables|conntrack|ethtool|socat|ip|tc|modprobe|nsenter|fuse-overlayfs|slirp4netns|mkfs\..*|blkid|findmnt|sh|bash|dash|systemctl)$/;
const inNetwork = /\/cni(\/bin)?\//;

/** A program or library that was changed, renamed or put before another. */
export function ofProgram(entry: ChangedEntry, node: NodeSnapshot): Suspect | undefined {
	const {path, lost, hides, mode, kind} = entry;
	if (!folder.test(path) || kind === 'directory') return undefined;
	const name = path.slice(path.lastIndexOf('/') + 1);
	const of = (what: string, weight: number, back: Suspect['back']): Suspect => ({
		...seenOf(entry),
		counts: 'use',
		what,
		weight,
		back,
	});
	if (lost !== undefined)
		return of(`is what ${lost} was: it was renamed, and nothing has its name now`, 3, [run('mv', '-n', path, lost)]);
	if (isCopyName(path) || (!called.test(name) && !inNetwork.test(path))) return undefined;
	if (hides !== undefined) return of(`was put there, and is found before ${hides}`, 3, [aside(path)]);
	if (kind === 'file' && !isLibrary(path) && !/[1357]/.test(mode.slice(-3)))
		return of(`lost its right to be run (mode ${mode})`, 3, [run('chmod', '755', path)]);
	return of(
		isOnlyInode(entry) ? `got another mode, owner or name (now ${mode}, ${entry.owner})` : 'was replaced or changed',
		2,
		entry.beside === undefined ? reinstall(path, node.system) : fromCopy(entry),
	);
}

function isLibrary(path: string): boolean {
	return /\/usr\/lib(64|\/[\w-]+-linux-gnu)\//.test(path);
}
