import {size} from '../format.ts';
import {dig, digText} from './dig.ts';

type Row = readonly [string, string | undefined];

/** Memory, CPU and processes, from the OCI spec or from docker's HostConfig. 0 is docker's word for none. */
export function limitsOf(answer: unknown, spec: unknown): readonly Row[] {
	const oci = dig(spec, 'linux', 'resources');
	const docker = dig(answer, 'HostConfig');
	const number = (...found: readonly unknown[]) => {
		const value = found
			.map(one => (typeof one === 'string' ? Number(one) : one))
			.find(one => typeof one === 'number' && one > 0);
		return value as number | undefined;
	};
	const memory = number(dig(oci, 'memory', 'limit'), dig(docker, 'Memory'));
	const quota = number(dig(oci, 'cpu', 'quota'), dig(docker, 'CpuQuota'));
	const period = number(dig(oci, 'cpu', 'period'), dig(docker, 'CpuPeriod')) ?? 100_000;
	const nano = number(dig(docker, 'NanoCpus'));
	const shares = number(dig(oci, 'cpu', 'shares'), dig(docker, 'CpuShares'));
	const pids = number(dig(oci, 'pids', 'limit'), dig(docker, 'PidsLimit'));
	const cpus = nano !== undefined ? nano / 1e9 : quota === undefined ? undefined : quota / period;
	if (oci === undefined && docker === undefined) return [];
	return [
		['Memory', memory === undefined ? 'none: as much as the node has' : `${size(memory)} (${memory} bytes)`],
		['CPU', cpus === undefined ? 'none: as much as the node has' : `${cpus} CPU`],
		[
			'CPU shares',
			shares === undefined ? undefined : `${shares} (a request of about ${Math.round((shares * 1000) / 1024)}m)`,
		],
		['Processes', pids === undefined ? undefined : String(pids)],
		['OOM score', digText(spec, ['process', 'oomScoreAdj']) ?? digText(docker, ['OomScoreAdj'])],
	];
}
