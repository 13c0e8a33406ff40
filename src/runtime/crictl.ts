import {CommandFailed} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {Container} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import type {ContainerStats} from '../model/stats.ts';
import {ask, askAnswer, mapLimited} from './ask.ts';
import {parseContainers, parseImages, parsePods} from './crictl-lists.ts';
import {parseCrictlStats} from './crictl-stats.ts';
import {type ContainerStatus, type PodDetails, parseContainerStatuses, parsePodDetails} from './crictl-status.ts';
import {rememberAnswer} from './remember-answer.ts';

export type Crictl = {
	pods(): Promise<readonly PodSandbox[]>;
	containers(): Promise<readonly Container[]>;
	images(): Promise<readonly Image[]>;
	stats(): Promise<readonly ContainerStats[]>;
	/** Statuses of the containers that still exist. */
	containerStatuses(ids: readonly string[]): Promise<readonly ContainerStatus[]>;
	podDetails(ids: readonly string[]): Promise<readonly PodDetails[]>;
	/** A crictl command line for this endpoint. */
	command(...args: readonly string[]): Argv;
};

export type CrictlOptions = {
	readonly command: Argv;
	/** CRI endpoint as a URL. Always passed: crictl's default probing is deprecated, slow, and may find another runtime. */
	readonly endpoint: string;
	/** Where this runtime keeps the kubelet's containers: `k8s.io`, or `moby` behind docker. */
	readonly containerdNamespace: string;
};

/** Containers in one `inspect`: about 15 KB of answer each. */
const batchSize = 100;

export function createCrictl(reader: Reader, options: CrictlOptions): Crictl {
	const {containerdNamespace} = options;
	const [tool, ...first] = options.command;
	const command = (...args: readonly string[]): Argv => [
		tool,
		...first,
		'--runtime-endpoint',
		options.endpoint,
		...args,
	];
	const json = (...args: string[]) => command(...args, '--output', 'json');

	/** One that is gone fails the whole command, so what is left is asked again in halves until it is found. */
	async function inspectAll<T extends {id: string}>(
		subcommand: 'inspect' | 'inspectp',
		parse: (text: string) => readonly T[],
		ids: readonly string[],
	): Promise<readonly T[]> {
		if (ids.length === 0) return [];
		try {
			return await ask(reader, command(subcommand, '--output', 'json', ...ids), parse);
		} catch (error) {
			if (!isNotFound(error)) throw error;
			const half = Math.ceil(ids.length / 2);
			if (ids.length === 1) return [];
			const first = await inspectAll(subcommand, parse, ids.slice(0, half));
			return [...first, ...(await inspectAll(subcommand, parse, ids.slice(half)))];
		}
	}

	// A list that is asked for every few seconds is mostly the one before, letter by letter: it is read once.
	const toPods = rememberAnswer(parsePods);
	const toContainers = rememberAnswer(text => parseContainers(text, containerdNamespace));
	const toImages = rememberAnswer(text => parseImages(text, containerdNamespace));

	return {
		pods: () => askAnswer(reader, json('pods'), toPods),
		containers: () => askAnswer(reader, json('ps', '--all'), toContainers),
		images: () => askAnswer(reader, json('images'), toImages),
		stats: () => ask(reader, json('stats'), text => parseCrictlStats(text, containerdNamespace)),
		containerStatuses: ids => inBatches(ids, batch => inspectAll('inspect', parseContainerStatuses, batch)),
		podDetails: ids => inBatches(ids, batch => inspectAll('inspectp', parsePodDetails, batch)),
		command,
	};
}

/** A full node has more than one command should answer for; two at a time, for the node has other things to do. */
async function inBatches<T>(ids: readonly string[], inspect: (batch: readonly string[]) => Promise<readonly T[]>) {
	const starts = Array.from({length: Math.ceil(ids.length / batchSize)}, (_, index) => index * batchSize);
	return (await mapLimited(starts, 2, start => inspect(ids.slice(start, start + batchSize)))).flat();
}

function isNotFound(error: unknown): boolean {
	return error instanceof CommandFailed && /code = NotFound|not found|no such/i.test(error.finished.stderr);
}

/** True where the endpoint answers, but not in a CRI version that this crictl speaks: dockershim, or a CRI switched off. */
export function speaksOtherCri(error: unknown): boolean {
	return error instanceof CommandFailed && /code = Unimplemented|unknown service runtime\./.test(error.finished.stderr);
}
