import type {ContainerdWanted} from './containerd-config.ts';
import type {Lost} from './daemon-keys.ts';
import {inRange, isOwnMachine, isRange} from './insecure-registries.ts';
import {fromLogOptions} from './log-options.ts';
import {fromRuntimes} from './other-runtimes.ts';
import {fromUlimits} from './ulimits.ts';

/** What is found out key by key. */
export type Draft = {
	containerd: {-readonly [Key in keyof ContainerdWanted]: ContainerdWanted[Key]};
	kubelet: Record<string, string | number | boolean>;
	files: Array<{path: string; text: string; mode?: number}>;
	mirrors: readonly string[];
	insecure: string[];
	readonly registries: readonly string[];
	lost: Lost[];
	dropped: Array<{key: string; because: string}>;
};

/** What a key of daemon.json becomes. */
type Convert = (value: unknown, draft: Draft) => void;

export function lose(draft: Draft, key: string, because: string, instead: string): void {
	draft.lost.push({key, because, instead});
}

/** The keys that go over; what is lost or has nothing to do any more: `daemon-keys.ts`. */
export const converters: Readonly<Record<string, Convert>> = {
	'exec-opts': (value, draft) => {
		for (const option of strings(value)) {
			const [, driver] = /^native\.cgroupdriver=(\w+)$/.exec(option) ?? [];
			if (driver === undefined) lose(draft, `exec-opts ${option}`, 'containerd has no such option', 'leave it out');
			else draft.containerd.systemdCgroup = driver === 'systemd';
		}
	},
	'log-driver': (value, draft) => {
		if (value === 'json-file' || value === 'local') return;
		lose(
			draft,
			`log-driver ${String(value)}`,
			'the CRI writes all logs to files under /var/log/pods',
			'a log agent that reads /var/log/pods and sends on',
		);
	},
	'log-opts': (value, draft) => {
		const {kubelet, lost} = fromLogOptions(objectOf(value));
		Object.assign(draft.kubelet, kubelet);
		draft.lost.push(...lost);
	},
	'registry-mirrors': (value, draft) => {
		draft.mirrors = strings(value);
	},
	'insecure-registries': (value, draft) => {
		for (const host of strings(value)) {
			if (isRange(host)) {
				const found = inRange(host, draft.registries);
				draft.insecure.push(...found);
				if (isOwnMachine(host)) continue;
				const others =
					found.length === 0 ? '' : `; ${found.join(', ')}, of images here, ${found.length === 1 ? 'is' : 'are'} named`;
				lose(
					draft,
					`insecure-registries ${host}`,
					`containerd knows hosts, no ranges of addresses${others}`,
					found.length === 0 ? 'name each registry in it' : 'name each other registry in it',
				);
				continue;
			}
			draft.insecure.push(host.replace(/^https?:\/\//, '').replace(/\/.*$/, ''));
		}
	},
	'data-root': (value, draft) => {
		const root = String(value).replace(/\/+$/, '');
		if (root !== '/var/lib/docker') draft.containerd.root = `${root.replace(/\/docker$/, '')}/containerd`;
	},
	graph: (value, draft) => converters['data-root']?.(value, draft),
	'max-concurrent-downloads': (value, draft) => {
		if (typeof value === 'number') draft.containerd.maxConcurrentDownloads = value;
	},
	debug: (value, draft) => {
		if (value === true) draft.containerd.logLevel = 'debug';
	},
	'log-level': (value, draft) => {
		draft.containerd.logLevel = String(value);
	},
	'oom-score-adjust': (value, draft) => {
		if (typeof value === 'number') draft.containerd.oomScore = value;
	},
	'selinux-enabled': (value, draft) => {
		draft.containerd.enableSelinux = value === true;
	},
	'seccomp-profile': (value, draft) => {
		// Pods of the kubelet run without one in docker too, unless they ask for RuntimeDefault, which is the same list in containerd.
		// Source: dockershim and cri-dockerd getSeccompDockerOpts; lab: docker inspect of a pod says seccomp=unconfined.
		if (value === '' || value === 'builtin' || value === 'default')
			draft.dropped.push({key: 'seccomp-profile', because: 'pods that ask for RuntimeDefault get containerd’s own'});
		else
			lose(
				draft,
				'seccomp-profile',
				'only pods that ask for RuntimeDefault had it, and get containerd’s own now',
				'seccompProfile Localhost in those pods, its file under /var/lib/kubelet/seccomp',
			);
	},
	runtimes: (value, draft) => {
		const {runtimes, withArguments} = fromRuntimes(objectOf(value));
		for (const name of withArguments)
			lose(
				draft,
				`runtimes ${name} runtimeArgs`,
				'containerd gives the program of a runtime no arguments',
				'a script as its program, which calls it with them',
			);
		if (Object.keys(runtimes).length > 0) draft.containerd.runtimes = runtimes;
	},
	'default-runtime': (value, draft) => {
		if (value !== 'runc') draft.containerd.defaultRuntime = String(value);
	},
	// The proxy of the daemon may stand in its environment too: proxy.ts.
	proxies: () => {},
	'default-ulimits': (value, draft) => {
		const {files, lost} = fromUlimits(objectOf(value));
		draft.files.push(...files);
		draft.lost.push(...lost);
	},
};

function strings(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
