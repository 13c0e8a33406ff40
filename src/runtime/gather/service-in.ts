/** The service that a process belongs to, by its /proc/PID/cgroup: `0::/system.slice/node-backup.service`. */
export function serviceIn(cgroup: string): string | undefined {
	return /:(?:name=systemd)?:.*\/([\w@:.\\-]+\.service)$/m.exec(cgroup)?.[1];
}
