import type {OperatingSystem} from '../../model/node-system.ts';
import type {Fix} from '../check.ts';

/** From the package that owns it. */
export function reinstall(path: string, {id = '', like = ''}: OperatingSystem): readonly Fix[] {
	const family = `${id} ${like}`;
	if (!/^[\w./+-]+$/.test(path)) return [];
	if (/debian|ubuntu/.test(family)) {
		// With a merged /usr a package may own the path without it.
		const owner = `$(dpkg-query -S ${path} ${path.replace(/^\/usr/, '')} 2>/dev/null | head -n 1 | cut -d: -f1)`;
		const script = `apt-get install --reinstall -y ${owner}`;
		return [{text: script, argv: ['sh', '-c', script]}];
	}
	if (!/rhel|fedora|centos|suse/.test(family)) return [];
	const script = `dnf reinstall -y $(rpm -qf --qf "%{NAME}" ${path})`;
	return [{text: script, argv: ['sh', '-c', script]}];
}
