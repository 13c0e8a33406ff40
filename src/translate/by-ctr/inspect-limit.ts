/** `limit FILE CONTROLLER FILE`: what the kernel holds a running container to, on cgroup v2 or v1. */
export const limit = [
	'limit() { [ -r "/proc/$pid/cgroup" ] || return 0',
	`for file in "/sys/fs/cgroup$(sed -n 's/^0:://p' "/proc/$pid/cgroup" 2>/dev/null)/$1" "/sys/fs/cgroup/$2$(sed -n "s/^[0-9]*:\\([^:]*,\\)*$2\\(,[^:]*\\)*://p" "/proc/$pid/cgroup" 2>/dev/null)/$3"; do`,
	'if [ -f "$file" ]; then cat "$file"; return; fi; done; }',
]
	.join('; ')
	.replace('do; ', 'do ');
