import {quoteWord} from '../../model/argv.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Fix} from '../check.ts';

/** The plugins remember the configuration with which they made a network: it is within the result, in base64. */
export function rememberedNetwork({cni}: NodeSnapshot, path: string): readonly Fix[] {
	const [last] = cni.remembered;
	if (last === undefined) return [];
	const [from, to] = [quoteWord(last.path), quoteWord(path)];
	const script = `sed -n 's/.*"config":"\\([^"]*\\)".*/\\1/p' ${from} | base64 -d > ${to}`;
	return [
		{text: `put back what the plugins remember of the network ${last.network}: ${script}`, argv: ['sh', '-c', script]},
	];
}
