import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';
import {pathInside} from './copy.ts';

/** The changed layer of a container as a list of files; the snapshot's name is the container's ID. */
export const diff: Build = (_draft, {parsed}) => ({
	commands: [
		{
			inputFrom: ['ctr', '-n', 'k8s.io', 'snapshots', 'diff', containerArg(parsed.args[0] ?? '')],
			argv: ['tar', '-tzf', '-'],
			effect: 'read',
		},
	],
});

/** Without `--one-file-system` the kernel's /proc and /sys would be packed too. */
export const exportFiles: Build = (_draft, ask) => {
	const file = ask.value('output') ?? '-';
	const root = pathInside(ask.parsed.args[0] ?? '', '/');
	return {
		commands: [
			{
				argv: ['tar', '--one-file-system', '-C', root, '--transform', asDockerNames, '-cf', file, '.'],
				effect: file === '-' ? 'read' : 'write',
				...(file === '-' ? {terminal: 'attach' as const} : {}),
			},
		],
	};
};

/** docker's archive has `etc/passwd`, not `./etc/passwd`; where symbolic links lead stays. */
export const asDockerNames = 's,^\\./,,S';

export const diskUsage: Build = () => ({
	commands: [
		{argv: ['crictl', 'imagefsinfo'], effect: 'read'},
		{argv: ['crictl', 'stats', '--all'], effect: 'read'},
	],
});
