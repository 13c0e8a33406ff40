import {CommandFailed, UnexpectedOutput} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {Image} from '../model/image.ts';
import type {ContainerStats} from '../model/stats.ts';
import {ask} from './ask.ts';
import {uptimeMs} from './cgroup-stats.ts';
import {parseNames} from './ctr-tables.ts';
import {
	type DockerContainer,
	type DockerLine,
	parseDockerContainers,
	parseDockerImages,
	parseDockerLines,
} from './docker-answers.ts';
import {parseDockerStats} from './docker-stats.ts';

export type Docker = {
	lines(): Promise<readonly DockerLine[]>;
	/** Of those that still exist. */
	containers(ids: readonly string[]): Promise<readonly DockerContainer[]>;
	images(): Promise<readonly Image[]>;
	/** docker measures for two seconds before it answers. */
	stats(): Promise<readonly ContainerStats[]>;
	command(...args: readonly string[]): Argv;
};

export function createDocker(reader: Reader, command: Argv): Docker {
	const line = (...args: readonly string[]): Argv => [...command, ...args];

	/** docker prints what it found, then says what it did not find and exits 1. */
	async function inspect<T>(parse: (text: string) => readonly T[], argv: Argv): Promise<readonly T[]> {
		const finished = await reader.query(argv);
		if (finished.exitCode !== 0 && !/No such (object|image|container)/i.test(finished.stderr))
			throw new CommandFailed(argv, finished);
		try {
			return parse(finished.stdout);
		} catch (error) {
			throw new UnexpectedOutput(argv, finished.stdout, error);
		}
	}

	return {
		lines: () => ask(reader, line('ps', '--all', '--no-trunc', '--format', '{{json .}}'), parseDockerLines),
		containers: async ids =>
			ids.length === 0 ? [] : inspect(parseDockerContainers, line('inspect', '--type', 'container', ...ids)),
		async images() {
			const all = await ask(reader, line('images', '--quiet', '--no-trunc'), parseNames);
			const ids = [...new Set(all)];
			return ids.length === 0 ? [] : inspect(parseDockerImages, line('image', 'inspect', ...ids));
		},
		async stats() {
			const argv = line('stats', '--no-stream', '--no-trunc', '--format', '{{json .}}');
			const text = await ask(reader, argv, answer => answer);
			const atMs = await uptimeMs(reader);
			const kibibytes = /^MemTotal: *(\d+) kB/m.exec(
				(await reader.readText('/proc/meminfo').catch(() => '')) ?? '',
			)?.[1];
			return parseDockerStats(text, atMs, kibibytes === undefined ? undefined : Number(kibibytes) * 1024);
		},
		command: line,
	};
}
