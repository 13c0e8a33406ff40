import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {advice, lineAt, replaceInLine, run} from '../fixes.ts';

/** Less than this none of them gets through its start, in MiB. Seen in the lab: the API server 1.20 wants 200 at rest. */
const leastMib: Readonly<Record<string, number>> = {
	'kube-apiserver': 256,
	etcd: 100,
	'kube-controller-manager': 100,
	'kube-scheduler': 50,
};

type Line = {readonly text: string; readonly line: number};

/** What a manifest asks of the kubelet and its program cannot do: a limit too small, a probe at a port that is not its own. */
export function unfitManifest(pod: StaticPod, isDown: boolean): readonly Outcome[] {
	const lines = pod.text.split('\n').map((text, index): Line => ({text, line: index + 1}));
	return [
		...(isDown ? [...tooLittleMemory(pod, lines), ...otherUser(pod, lines), ...inPodNetwork(pod, lines)] : []),
		...strangeProbes(pod, lines),
	];
}

function tooLittleMemory(pod: StaticPod, lines: readonly Line[]): readonly Outcome[] {
	const least = leastMib[pod.name];
	const from = lines.findIndex(({text}) => /^\s+limits:/.test(text));
	if (least === undefined || from < 0) return [];
	const depth = indentOf(lines[from]?.text ?? '');
	const after = lines.slice(from + 1);
	const end = after.findIndex(({text}) => indentOf(text) <= depth);
	const block = [lines[from], ...(end < 0 ? after : after.slice(0, end))].filter(line => line !== undefined);
	return block.flatMap(({text, line}) => {
		const [, value = '', number, unit = ''] = /\bmemory:\s*["']?((\d+)(Ki|Mi|K|M|k)?)/.exec(text) ?? [];
		const mib = Number(number) / ({Ki: 1024, K: 1024, k: 1024, Mi: 1, M: 1}[unit] ?? 1_048_576);
		if (number === undefined || mib >= least) return [];
		return [
			fatal(`${pod.name} may have ${value} of memory, fewer than its start takes: the kernel ends it again and again`, {
				evidence: [lineAt(pod.path, pod.text, line)],
				fix: [
					replaceInLine(pod.path, line, value, `${least * 8}Mi`),
					advice('or take the limit out: kubeadm sets none'),
				],
			}),
		];
	});
}

/** They serve at the address of the node, and no network for pods is there before them. */
function inPodNetwork({name, path, text}: StaticPod, lines: readonly Line[]): readonly Outcome[] {
	if (leastMib[name] === undefined || lines.some(line => /^ +hostNetwork: *true\b/.test(line.text))) return [];
	const spec = lines.find(line => /^spec:\s*$/.test(line.text));
	const other = lines.find(line => /^ +hostNetwork:/.test(line.text));
	if (spec === undefined) return [];
	const [first = spec] = lines.slice(spec.line).filter(line => line.text.trim() !== '');
	const depth = ' '.repeat(Math.max(1, first.text.search(/[^ ]/)));
	return [
		fatal(
			`${name} has no hostNetwork: true in ${path}: it runs in the network of pods, and nobody finds it at this node`,
			{
				evidence: [lineAt(path, text, (other ?? spec).line)],
				fix: [
					other === undefined
						? run('sed', '-i', `${spec.line}s/$/\\n${depth}hostNetwork: true/`, path)
						: run('sed', '-i', `${other.line}s/hostNetwork:.*/hostNetwork: true/`, path),
				],
			},
		),
	];
}

/** Its keys and its data are root's: as another user it may read none of them, and says so. */
function otherUser({name, path, text, log}: StaticPod, lines: readonly Line[]): readonly Outcome[] {
	const said = log.findLast(line => /permission denied/i.test(line));
	if (said === undefined) return [];
	return lines.flatMap(({text: own, line}) => {
		const user = /^\s+runAsUser:\s*([1-9]\d*)\s*$/.exec(own)?.[1];
		if (user === undefined) return [];
		return [
			fatal(
				`${name} runs as user ${user} (runAsUser in ${path}), who may not read what it needs: it ends at its start`,
				{
					evidence: [lineAt(path, text, line), {source: `log of ${name}`, text: said.slice(0, 300)}],
					fix: [
						replaceInLine(path, line, `runAsUser: ${user}`, 'runAsUser: 0'),
						advice(`to keep it: what it reads must belong to ${user}: its certificates, keys and data`),
					],
				},
			),
		];
	});
}

/** A port that none of its flags names, and that is not the one it serves at by default. */
function strangeProbes(pod: StaticPod, lines: readonly Line[]): readonly Outcome[] {
	const defaults: Readonly<Record<string, readonly string[]>> = {
		'kube-apiserver': ['6443'],
		etcd: ['2381', '2379'],
		'kube-controller-manager': ['10257', '10252'],
		'kube-scheduler': ['10259', '10251'],
	};
	const usual = defaults[pod.name];
	// A container beside it (a KMS plugin) has probes at ports of its own.
	const containers = lines.filter(({text}) => /^\s+(- )?image:/.test(text)).length;
	if (usual === undefined || containers > 1) return [];
	const served = pod.flags.flatMap(({name, value}) =>
		/port$/.test(name) ? [value] : [...value.matchAll(/:(\d{2,5})\b/g)].map(([, port = '']) => port),
	);
	// The first is where it answers about its health.
	const meant = usual.find(port => served.includes(port)) ?? served[0] ?? usual[0] ?? '';
	return lines.flatMap(({text, line}) => {
		const port = /^\s+port:\s*["']?(\d{2,5})["']?\s*$/.exec(text)?.[1];
		if (port === undefined || served.includes(port) || usual.includes(port) || !isInProbe(lines, line)) return [];
		return [
			fatal(
				`a probe in ${pod.path} asks port ${port}, at which ${pod.name} does not serve: the kubelet ends it again and again`,
				{
					evidence: [lineAt(pod.path, pod.text, line)],
					fix: [replaceInLine(pod.path, line, port, meant)],
				},
			),
		];
	});
}

/** `port:` of httpGet, and not of a container's list of ports. */
function isInProbe(lines: readonly Line[], line: number): boolean {
	const depth = indentOf(lines[line - 1]?.text ?? '');
	const above = lines.slice(0, line - 1).findLast(({text}) => indentOf(text) < depth && text.trim() !== '');
	return /^\s*(httpGet|tcpSocket):\s*$/.test(above?.text ?? '');
}

function indentOf(text: string): number {
	return text.trim() === '' ? Number.POSITIVE_INFINITY : text.search(/\S/);
}
