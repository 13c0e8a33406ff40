import type {Reader} from '../../host/host.ts';
import type {Argv} from '../../model/argv.ts';
import {type ClusterApi, ClusterAway, ClusterRefused} from './cluster-api.ts';
import {drainNode} from './drain-node.ts';
import {type KubectlLine, readKubectlLine} from './kubectl-line.ts';
import {openCluster} from './open-cluster.ts';

export type Answered = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

export type RunKubectl = (
	argv: Argv,
	how: {readonly timeoutMs: number; onText?(text: string): void},
) => Promise<Answered | undefined>;

type Time = {nowMs(): number; sleep(ms: number): Promise<void>};

/**
 * Lines of kubectl that a migration writes, done through the API server itself: told pod by pod, and without kubectl on the
 * node. Undefined: this line is for kubectl.
 */
export function createRunKubectl(reader: Reader, {nowMs, sleep}: Time): RunKubectl {
	const opened = new Map<string, Promise<ClusterApi | undefined>>();
	return async (argv, {timeoutMs, onText}) => {
		const line = readKubectlLine(argv);
		if (line === undefined) return undefined;
		const api = opened.get(line.kubeconfig) ?? openCluster(reader, line.kubeconfig).catch(() => undefined);
		opened.set(line.kubeconfig, api);
		const cluster = await api;
		if (cluster === undefined) return undefined;
		const said: string[] = [];
		const tell = onText ?? ((text: string) => said.push(text));
		try {
			const wrong = await act(line, cluster, {tell, timeoutMs});
			return {exitCode: wrong === undefined ? 0 : 1, stdout: said.join(''), stderr: wrong ?? ''};
		} catch (error) {
			if (!(error instanceof ClusterAway || error instanceof ClusterRefused)) throw error;
			return {exitCode: 1, stdout: said.join(''), stderr: error.message};
		}
	};

	/** Why it was not done. */
	async function act(
		line: KubectlLine,
		cluster: ClusterApi,
		{tell, timeoutMs}: {tell(text: string): void; timeoutMs: number},
	): Promise<string | undefined> {
		switch (line.do) {
			case 'cordon':
			case 'uncordon':
				await cluster.patchNode(line.node, {spec: {unschedulable: line.do === 'cordon' ? true : null}});
				tell(`node/${line.node} ${line.do}ed\n`);
				return undefined;
			case 'annotate':
				await cluster.patchNode(line.node, {metadata: {annotations: line.annotations}});
				tell(`node/${line.node} annotated\n`);
				return undefined;
			case 'drain':
				await cluster.patchNode(line.node, {spec: {unschedulable: true}});
				return drainNode(cluster, {...line, nowMs, sleep, tell});
			case 'apply':
				return applyPods(line.path, cluster, {tell, end: nowMs() + timeoutMs});
		}
	}

	async function applyPods(path: string, cluster: ClusterApi, {tell, end}: {tell(text: string): void; end: number}) {
		const text = await reader.readText(path);
		if (text === undefined) return `there is no ${path}`;
		for (const manifest of (JSON.parse(text) as {items: readonly Readonly<Record<string, unknown>>[]}).items) {
			const {name} = manifest.metadata as {readonly name: string};
			let made = await cluster.createPod(manifest);
			while (made === 'ending' && nowMs() < end) {
				await sleep(1000);
				made = await cluster.createPod(manifest);
			}
			if (made === 'ending') return `pod ${name}: the one before it is still on its way out`;
			tell(`pod/${name} ${made === 'created' ? 'created' : 'unchanged'}\n`);
		}
		return undefined;
	}
}
