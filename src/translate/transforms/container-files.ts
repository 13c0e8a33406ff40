/** `image`: to read, without what is mounted into the container. */
type Wanted = 'read' | 'write' | 'image';

/**
 * A small program of sh about the files of a container as the host sees them, through its process, or, where it has none,
 * its snapshot mounted for a moment: `$1` is its ID, `$root` where they are, and `$at` a path there after `walk`.
 *
 * @param running What is done instead where it runs.
 */
export function overFiles(namespace: string, wanted: Wanted, steps: readonly string[], running?: string): string {
	const instead = running === undefined ? [] : [`[ "$state" != RUNNING ] || ${running}`];
	const all = [...(wanted === 'image' ? [] : [walk]), task, ...instead, mounted(wanted), ...steps];
	return all.join('; ').replaceAll('ctr ', `ctr -n ${namespace} `);
}

/**
 * `walk PATH FOLLOW`: where a path of the container is under its root, for the kernel would follow an absolute link on the way
 * to a file of the host. FOLLOW: a link that the path ends in too.
 */
const walk = [
	'walk() { at= left=$1 hops=0',
	`while [ -n "$left" ]; do part=\${left%%/*}`,
	`case $left in */*) left=\${left#*/} ;; *) left= ;; esac`,
	`case $part in ""|.) continue ;; ..) at=\${at%/*}; continue ;; esac`,
	'if [ -L "$root$at/$part" ] && [ -n "$left$2" ]; then hops=$((hops + 1)); [ "$hops" -lt 99 ] || exit; part=$(readlink "$root$at/$part")',
	`left=$part\${left:+/$left}`,
	'case $part in /*) at= ;; esac',
	'else at=$at/$part; fi; done; }',
].join('; ');

/** A line of `ctr task ls`: ID, PID, state. */
const task = [
	'task=$(ctr task ls | grep "^$1 .*\\(RUNNING\\|PAUSED\\)" | tr -s " ")',
	`pid=\${task#* } state=\${task##*[0-9] }`,
	`pid=\${pid%% *} state=\${state% }`,
].join('; ');

/**
 * A snapshot that is mounted already is taken there: overlay, mounted a second time for writing, breaks the first, and to read
 * it needs no layer to write to. As docker does, what is mounted into the container is mounted there too: volumes, `/etc/hosts`.
 *
 * Source: lab, Linux 6.18: with the same workdir mounted again, first writes and deletions in the container fail with ENOENT.
 */
function mounted(wanted: Wanted): string {
	const readOnly = ' | sed "s/workdir=[^,]*,//; s/upperdir=\\([^,]*\\),lowerdir=/lowerdir=\\1:/; s/$/ -r/"';
	const steps = [
		'root=$(mktemp -d) || exit',
		'clean() { umount -R "$root" 2>/dev/null; rmdir "$root"; }',
		'trap clean EXIT',
		'trap "exit 1" HUP INT TERM',
		'held=$(ctr containers info "$1") || exit',
		'export CONTAINERD_SNAPSHOTTER="$(echo "$held" | sed -n "s/^ *\\"Snapshotter\\": \\"\\(.*\\)\\",/\\1/p")"',
		'mount=$(ctr snapshots mounts "$root" "$1") || exit',
		`echo "$mount"${wanted === 'write' ? '' : readOnly} | sh || exit`,
		...(wanted === 'image' ? [] : [volumes]),
	];
	return [
		'root=/proc/$pid/root',
		'[ -n "$pid" ] && [ -d "$root/" ] || root=$(grep -m 1 "/$1/rootfs " /proc/mounts | cut -d" " -f2)',
		`[ -n "$root" ] || { ${steps.join('; ')}; }`,
	].join('; ');
}

/** Source: OCI runtime specification, mounts: destination, type, source, in this order as containerd prints them. */
const volumes = [
	'echo "$held" | sed -n "/\\"destination\\": /{N;N;s/.*\\"destination\\": \\"\\(.*\\)\\",\\n *\\"type\\": \\"bind\\",\\n *\\"source\\": \\"\\(.*\\)\\".*/\\1\\n\\2/p}"',
	'{ while read -r to && read -r from; do walk "$to" follow; [ ! -e "$root$at" ] || mount --bind "$from" "$root$at"; done; }',
].join(' | ');
