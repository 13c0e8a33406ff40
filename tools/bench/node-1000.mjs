import {chmod, mkdir, writeFile} from 'node:fs/promises';

const states = ['SANDBOX_READY', 'SANDBOX_NOTREADY'];
const created = BigInt(Date.now()) * 1_000_000n;

/**
 * A folder with a `crictl` that answers as one with many pods does, and takes as long: 20 ms.
 * `logPath`: the log of the first container, the only one then of which more is told; `pid`: the process of all the others
 */
export async function fakeCrictl(folder, pods, {logPath, pid = 1} = {}) {
	await mkdir(folder, {recursive: true});
	await writeFile(`${folder}/pods.json`, JSON.stringify({items: Array.from({length: pods}, (_, index) => pod(index))}));
	await writeFile(
		`${folder}/ps.json`,
		JSON.stringify({containers: Array.from({length: pods}, (_, index) => container(index))}),
	);
	await writeFile(
		`${folder}/images.json`,
		JSON.stringify({images: Array.from({length: pods / 2}, (_, index) => image(index))}),
	);
	if (logPath !== undefined) await writeFile(`${folder}/inspect.json`, JSON.stringify(status(logPath)));
	const script = [
		'#!/bin/sh',
		'case "$*" in',
		...(logPath === undefined ? [] : [`*inspect*) exec cat ${folder}/inspect.json ;;`]),
		// What a list lacks is asked once, and known from then on: of each ID that is named, the least that is read.
		'*inspectp*) sleep 0.02; for id; do case $id in ????????????????????????????????*)',
		`printf '{"status":{"id":"%s","network":{"ip":"10.1.2.3"},"state":"SANDBOX_READY"},"info":{}}\\n' "$id" ;; esac; done ;;`,
		'*inspect*) sleep 0.02; for id; do case $id in ????????????????????????????????*)',
		`printf '{"status":{"id":"%s","state":"CONTAINER_RUNNING","metadata":{"name":"web","attempt":1},"image":{"image":"docker.io/library/web:1.0"},"imageRef":"sha256:1","createdAt":"2026-01-01T00:00:00Z","startedAt":"2026-01-01T00:00:00Z","logPath":"/var/log/pods/none/web/1.log"},"info":{"pid":${pid}}}\\n' "$id" ;; esac; done ;;`,
		`*" pods"*|pods*) sleep 0.02; exec cat ${folder}/pods.json ;;`,
		`*" images"*) sleep 0.02; exec cat ${folder}/images.json ;;`,
		`*" ps"*) sleep 0.02; exec cat ${folder}/ps.json ;;`,
		`*version*) printf 'Version:  0.1.0\\nRuntimeName:  containerd\\nRuntimeVersion:  1.7.24\\nRuntimeApiVersion:  v1\\n' ;;`,
		'*) exit 1 ;;',
		'esac',
		'',
	];
	await writeFile(`${folder}/crictl`, script.join('\n'));
	await chmod(`${folder}/crictl`, 0o755);
}

function pod(index) {
	return {
		id: hex(index, 1),
		metadata: {
			name: `web-${index}-7d9f8c6b5-x2x7k`,
			uid: `uid-${index}`,
			namespace: index % 3 === 0 ? 'kube-system' : 'default',
			attempt: 0,
		},
		state: states[index % 7 === 0 ? 1 : 0],
		createdAt: String(created - BigInt(index) * 60_000_000_000n),
		labels: {'io.kubernetes.pod.name': `web-${index}`},
		annotations: {},
		runtimeHandler: '',
	};
}

function container(index) {
	return {
		id: hex(index, 2),
		podSandboxId: hex(index, 1),
		metadata: {name: 'web', attempt: index % 4},
		image: {image: 'docker.io/library/web:1.0'},
		imageRef: `sha256:${hex(1, 3)}`,
		state: 'CONTAINER_RUNNING',
		createdAt: String(created - BigInt(index) * 60_000_000_000n),
		labels: {
			'io.kubernetes.container.name': 'web',
			'io.kubernetes.pod.name': `web-${index}`,
			'io.kubernetes.pod.namespace': 'default',
		},
		annotations: {},
	};
}

function image(index) {
	return {
		id: `sha256:${hex(index, 3)}`,
		repoTags: [`registry.example/team-${index % 20}/app-${index}:1.${index % 9}`],
		repoDigests: [],
		size: String(1_000_000 + index * 12_345),
		uid: null,
		username: '',
		pinned: false,
	};
}

function status(logPath) {
	const {id, metadata, image, imageRef, state, createdAt} = container(0);
	return {status: {id, metadata, image, imageRef, state, createdAt, startedAt: createdAt, logPath}, info: {}};
}

function hex(index, salt) {
	return `${salt}${index.toString(16)}`.padEnd(64, '0123456789abcdef');
}
