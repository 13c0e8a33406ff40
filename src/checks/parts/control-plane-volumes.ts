import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {lineAt, replaceInLine} from '../fixes.ts';

/** What the kubelet says where `type:` of a hostPath is not what lies there. Source: kubernetes pkg/volume/hostpath. */
const failed =
	/hostPath type check failed: (\S{1,300}) is not a (directory|file|socket file|character device|block device)/;

/** What is wanted instead: the other of the two that manifests of a control plane mount. */
const meant: Readonly<Record<string, string>> = {directory: 'File', file: 'Directory'};

/** A volume of a static pod that is down has the wrong kind. */
export function otherKinds({name, path, text, hostPaths}: StaticPod, node: NodeSnapshot): readonly Outcome[] {
	const said = (known(node.journal) ?? []).flatMap(line => {
		const [all, place = '', kind = ''] = failed.exec(line) ?? [];
		const own = hostPaths.find(({value}) => value === place);
		return all === undefined || own === undefined ? [] : [{own, kind}];
	});
	const last = said.at(-1);
	if (last === undefined) return [];
	const {own, kind} = last;
	const lines = text.split('\n');
	// `type:` stands beside `path:`, before or behind it.
	const at = [own.line, own.line - 2].find(index => /^\s*type:\s*\S/.test(lines[index] ?? ''));
	const type = /^\s*type:\s*["']?(\w+)/.exec(lines[at ?? -1] ?? '')?.[1];
	const other = meant[kind];
	if (at === undefined || type === undefined || other === undefined || type.startsWith(other)) return [];
	return [
		fatal(`${name} mounts ${own.value} as ${type}, and it is none: the kubelet does not start it`, {
			evidence: [lineAt(path, text, at + 1)],
			fix: [replaceInLine(path, at + 1, type, other)],
		}),
	];
}
