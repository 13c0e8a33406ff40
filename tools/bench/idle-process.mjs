import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync} from 'node:fs';

const root = '/sys/fs/cgroup';

/**
 * A process that does nothing, in cgroups of its own: what a container at rest is. In the cgroup of process 1 every row
 * would show the CPU of the whole machine, and none of them would ever be the same twice.
 * @returns its PID, and what takes it away; where no cgroup may be made (not root) it stays in that of the bench, said on stderr
 */
export function idleProcess() {
	const child = spawn('sleep', ['3600'], {stdio: 'ignore'});
	process.on('exit', () => child.kill('SIGKILL'));
	const made = hierarchies().flatMap(hierarchy => {
		const folder = `${hierarchy}/rtconsole-bench-${child.pid}`;
		try {
			mkdirSync(folder);
			writeFileSync(`${folder}/cgroup.procs`, String(child.pid));
			return [folder];
		} catch {
			if (existsSync(folder)) rmdirSync(folder); // a controller that must be told of processors first
			return [];
		}
	});
	if (made.length === 0)
		console.error('no cgroup can be made: the idle figures are of containers that share one with the bench');
	return {
		pid: child.pid,
		async remove() {
			const ended = new Promise(resolve => child.once('exit', resolve));
			child.kill('SIGKILL');
			await ended;
			for (const folder of made) rmdirSync(folder);
		},
	};
}

/** Version 1 has a folder for each controller, version 2 is one; both may be there. */
function hierarchies() {
	if (!existsSync(root)) return [];
	const folders = [root, ...readdirSync(root).map(name => `${root}/${name}`)];
	return folders.filter(folder => existsSync(`${folder}/cgroup.procs`));
}
