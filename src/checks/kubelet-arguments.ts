import type {LostArguments} from '../model/node-snapshot.ts';
import {flag, hasKubelet} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {deleteLine, restart, run} from './fixes.ts';

/** What becomes of a kubelet that is not given it. */
const needed: Readonly<Record<string, string>> = {
	'--kubeconfig': 'it knows no API server, and the node goes NotReady',
	'--config': 'it runs with its defaults and not with the configuration of the cluster',
	'--container-runtime-endpoint': 'it does not know its runtime',
	'--container-runtime': 'it looks for another runtime',
};

/** A flag that a line of the service gives and a later line takes away, mostly by an empty variable. */
export const kubeletArguments: Check = {
	id: 'kubelet-arguments',
	title: 'what the kubelet is started with',
	follows: ['unit-start', 'unit-masked'],
	explains: ['kubelet-no-client', 'kubelet-standalone'],
	look(node) {
		const {lost} = node.kubelet;
		if (!hasKubelet(node) || lost === undefined) return skipped('no service of a kubelet is known');
		const found = lost.flatMap((one): readonly Outcome[] => {
			const missing = one.flags.filter(word => isNeeded(word) && flag(node, nameOf(word)) === undefined);
			return missing.length === 0 ? [] : [outcome(one, missing)];
		});
		return worstOf(found, ok('no line takes away what another one gives'));
	},
};

function outcome({variable, by: {path, line}, how, flags}: LostArguments, missing: readonly string[]): Outcome {
	const what = {
		emptied: `sets ${variable} to nothing`,
		'said again': `sets ${variable} anew`,
		'left out': `has an ExecStart= without $${variable}`,
	}[how];
	const names = missing.map(nameOf);
	return fatal(
		`${path}:${line} ${what}: the kubelet is started without ${names.join(' and ')}: ${names.map(name => needed[name]).join('; ')}`,
		{
			evidence: [{source: `${path}:${line}`, text: `lost: ${flags.join(' ')}`}],
			fix: [...mended(variable, how, path, line, missing), run('systemctl', 'daemon-reload'), restart('kubelet')],
		},
	);
}

function mended(
	variable: string,
	how: LostArguments['how'],
	path: string,
	line: number,
	missing: readonly string[],
): readonly Fix[] {
	if (how === 'emptied') return [deleteLine(path, line)];
	const more = how === 'left out' ? `$${variable}` : missing.join(' ').replaceAll(/[\\&|]/g, '\\$&');
	// Before the quote at the end of the line, where there is one.
	return [run('sed', '-i', '-E', `${line}s|(["']?)[[:space:]]*$| ${more}\\1|`, path)];
}

function isNeeded(word: string): boolean {
	return Object.hasOwn(needed, nameOf(word));
}

function nameOf(word: string): string {
	return word.split('=')[0] ?? '';
}
