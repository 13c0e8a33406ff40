/** What docker's paths are in the JSON of crictl; what comes behind a path that is known comes behind its answer too. */
export type JqPaths = Readonly<Record<string, string>>;

const args = '.info.runtimeSpec.process.args';
const resources = '.info.runtimeSpec.linux.resources';

/** `docker inspect`. Source: crictl inspect and docker inspect of the same programs, crictl 1.30, docker 26.1. */
export const containerPaths: JqPaths = {
	'.Id': '.status.id',
	'.ID': '.status.id',
	'.Name': '("/" + .status.metadata.name)',
	'.Created': '.status.createdAt',
	'.Image': '.status.imageRef',
	'.Path': `${args}[0]`,
	'.Args': `${args}[1:]`,
	'.Driver': '.info.snapshotter',
	'.LogPath': '.status.logPath',
	'.RestartCount': '.status.metadata.attempt',
	'.Mounts': '.status.mounts',
	'.Config.Image': '.status.image.image',
	'.Config.Labels': '.status.labels',
	'.Config.Env': '.info.runtimeSpec.process.env',
	'.Config.Cmd': args,
	'.Config.WorkingDir': '.info.runtimeSpec.process.cwd',
	'.Config.Hostname': '.info.runtimeSpec.hostname',
	'.Config.Tty': '(.info.runtimeSpec.process.terminal // false)',
	'.HostConfig.Memory': `(${resources}.memory.limit // 0)`,
	'.HostConfig.CpuShares': `(${resources}.cpu.shares // 0)`,
	'.HostConfig.CpuQuota': `(${resources}.cpu.quota // 0)`,
	'.HostConfig.CpuPeriod': `(${resources}.cpu.period // 0)`,
	'.HostConfig.Privileged': '(.info.config.linux.security_context.privileged // false)',
	'.HostConfig.ReadonlyRootfs': '(.info.runtimeSpec.root.readonly // false)',
	'.HostConfig.Runtime': '.info.runtimeType',
	'.State.Status': '(.status.state | sub("CONTAINER_"; "") | ascii_downcase)',
	'.State.Running': '(.status.state == "CONTAINER_RUNNING")',
	'.State.Pid': '.info.pid',
	'.State.ExitCode': '.status.exitCode',
	'.State.Error': '.status.message',
	'.State.OOMKilled': '(.status.reason == "OOMKilled")',
	'.State.StartedAt': '.status.startedAt',
	'.State.FinishedAt': '.status.finishedAt',
	'.GraphDriver.Name': '.info.snapshotter',
};

/** The fields of one of `.Mounts`. */
const mountPaths: JqPaths = {
	'.Source': '.hostPath',
	'.Destination': '.containerPath',
	'.Propagation': '.propagation',
	'.RW': '(.readonly | not)',
};

/** `docker image inspect`. */
export const imagePaths: JqPaths = {
	'.Id': '.status.id',
	'.ID': '.status.id',
	'.RepoTags': '.status.repoTags',
	'.RepoDigests': '.status.repoDigests',
	'.Size': '(.status.size | tonumber)',
	'.Created': '.info.imageSpec.created',
	'.Architecture': '.info.imageSpec.architecture',
	'.Os': '.info.imageSpec.os',
	'.Config': '.info.imageSpec.config',
	'.RootFS.Layers': '.info.imageSpec.rootfs.diff_ids',
};

/**
 * A jq filter that reads what `docker inspect` prints, for what crictl prints: one object in place of a list of them.
 * `missing`: fields, or uses of the list, that cannot be had.
 */
export function jqFilter(
	filter: string,
	paths: JqPaths,
): {readonly text: string} | {readonly missing: readonly string[]} {
	const known = filter.includes('.Mounts') && '.Mounts' in paths ? {...paths, ...mountPaths} : paths;
	const missing = [...filter.matchAll(/\b(map|length|sort_by|group_by|keys|to_entries)\b(?=[^|]*$)/g)]
		.map(([word]) => word)
		.filter(word => word === 'map' || new RegExp(`^\\s*(\\.\\s*\\|\\s*)?${word}\\b`).test(filter));
	const single = filter
		.replace(/^\s*(?:first\(\.\[\]\)|first|last|\.\[(?:0|-1)?\])\s*(?:\|\s*)?/, '')
		.replace(/\.\[(?:0|-1)?\](?=\s*(?:\.[A-Z]|\|))\s*(?:\|\s*)?/g, '');
	const text = pieces(single)
		.map(piece =>
			piece.startsWith('"')
				? piece.replace(
						/(\\\()([^()]*)(\))/g,
						(_, open: string, inner: string, close: string) => open + filled(inner) + close,
					)
				: filled(piece),
		)
		.join('');
	return missing.length > 0 ? {missing: [...new Set(missing)]} : {text: text.trim() === '' ? '.' : text};

	function filled(piece: string): string {
		return piece.replace(/(^|[^\w\])"?])((?:\.[A-Z]\w*)+)|([\])"?])((?:\.[A-Z]\w*)+)/g, replaced);
	}

	function replaced(whole: string, before?: string, path?: string, after?: string, later?: string): string {
		// Behind an index stands a field of something else: of a mount it is known, and of a map that is kept as it is.
		const found = answerTo(path ?? later ?? '', path === undefined ? mountPaths : known);
		if (found !== undefined) return `${before ?? after ?? ''}${found}`;
		missing.push(path ?? later ?? '');
		return whole;
	}
}

function answerTo(path: string, paths: JqPaths): string | undefined {
	const names = path.split('.').slice(1);
	for (let count = names.length; count > 0; count -= 1) {
		const known = paths[`.${names.slice(0, count).join('.')}`];
		if (known !== undefined) return [known, ...names.slice(count)].join('.');
	}
	return undefined;
}

/** Strings apart: what stands in quotes is a key or a text. */
function pieces(filter: string): readonly string[] {
	return filter.split(/("(?:[^"\\]|\\.)*")/);
}
