import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, type Built, close, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {overFiles} from './container-files.ts';
import {pathInside, withEnded} from './copy.ts';

export const exportFiles: Build = (_draft, ask) => {
	const [file, name] = [ask.value('output') ?? '-', ask.parsed.args[0] ?? ''];
	const argv: Command['argv'] = [
		'tar',
		'--one-file-system',
		'-C',
		pathInside(name, '/'),
		'--transform',
		asDockerNames,
		'-cf',
		file,
		'.',
	];
	const running: Built = {commands: [packing(argv, file)], findings: [close('export.running')]};
	return ask.ctr ? withEnded(running, exportOf(ask, containerArg, 'k8s.io')) : running;
};

/** Without `--one-file-system` the kernel's /proc and /sys would be packed too. */
export function exportOf(ask: Ask, idOf: (name: string) => Arg, namespace: string): Built {
	const [file, name] = [ask.value('output') ?? '-', ask.parsed.args[0] ?? ''];
	const text = `tar --one-file-system -C "$root/" --transform "${asDockerNames}" -cf "$2" .`;
	const argv: Command['argv'] = ['sh', '-c', overFiles(namespace, 'image', [text]), 'sh', idOf(name), file];
	return {commands: [packing(argv, file)], findings: [note('export.files')]};
}

function packing(argv: Command['argv'], file: string): Command {
	return file === '-' ? {argv, effect: 'read', terminal: 'attach'} : {argv, effect: 'write'};
}

/** docker's archive has `etc/passwd`, not `./etc/passwd`; where symbolic links lead stays. */
export const asDockerNames = 's,^\\./,,S';
