import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, type Built, close, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {overFiles} from './container-files.ts';
import {pathInside} from './copy.ts';

export const exportFiles: Build = (_draft, ask) => exportOf(ask, containerArg, 'k8s.io');

/** Without `--one-file-system` the kernel's /proc and /sys would be packed too. */
export function exportOf(ask: Ask, idOf: (name: string) => Arg, namespace: string): Built {
	const [file, name] = [ask.value('output') ?? '-', ask.parsed.args[0] ?? ''];
	const text = `tar --one-file-system -C "$root/" --transform "${asDockerNames}" -cf "$2" .`;
	const argv: Command['argv'] = ask.ctr
		? ['sh', '-c', overFiles(namespace, 'image', [text]), 'sh', idOf(name), file]
		: ['tar', '--one-file-system', '-C', pathInside(name, '/'), '--transform', asDockerNames, '-cf', file, '.'];
	return {
		commands: [
			{
				argv,
				effect: file === '-' ? 'read' : 'write',
				...(file === '-' ? {terminal: 'attach' as const} : {}),
			},
		],
		findings: [ask.ctr ? note('export.files') : close('export.running')],
	};
}

/** docker's archive has `etc/passwd`, not `./etc/passwd`; where symbolic links lead stays. */
export const asDockerNames = 's,^\\./,,S';

export const diskUsage: Build = () => ({
	commands: [
		{argv: ['crictl', 'imagefsinfo'], effect: 'read'},
		{argv: ['crictl', 'stats', '--all'], effect: 'read'},
	],
});
