import type {Ask} from '../transform.ts';
import type {Command} from '../types.ts';
import {toldFields} from './told-fields.ts';

/** What of `docker info` a program can be told, line by line in docker's words. Source: docker 20.10, 26.1, 28.5. */
const text = `Server:
 Containers: {{.Containers}}
  Running: {{.ContainersRunning}}
  Paused: {{.ContainersPaused}}
  Stopped: {{.ContainersStopped}}
 Images: {{.Images}}
 Server Version: {{.ServerVersion}}
 Storage Driver: {{.Driver}}
 Cgroup Driver: {{.CgroupDriver}}
 Cgroup Version: {{.CgroupVersion}}
 Default Runtime: {{.DefaultRuntime}}
 Swarm: {{.Swarm.LocalNodeState}}
 Kernel Version: {{.KernelVersion}}
 Operating System: {{.OperatingSystem}}
 OSType: {{.OSType}}
 Architecture: {{.Architecture}}
 CPUs: {{.NCPU}}
 Total Memory: {{.MemTotal as text}}
 Name: {{.Name}}
 Docker Root Dir: {{.DockerRootDir}}`;

/** `docker info | grep 'Storage Driver'`. Where the runtime does not answer it ends as docker does. */
export function infoLines(ask: Pick<Ask, 'versions' | 'ctr'>): Command {
	const lines = ask.ctr ? text : text.replace(/^ *Paused: .*\n/m, '');
	const told = toldFields(lines.replaceAll('\n', '\\n'), ask);
	if ('missing' in told) throw new Error(`nobody tells ${told.missing.join(', ')}`);
	const [shell, flag, program] = told.command.argv as readonly [string, string, string];
	return {...told.command, argv: [shell, flag, `crictl info >/dev/null || exit; ${program}`]};
}
