import type {ActionNode} from '../../src/app/acting/row-action.ts';
import type {Reader} from '../../src/host/host.ts';
import type {ActingProgram, NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {loadTables} from '../../src/translate/load.ts';
import {containers, facts, id, image, images, pods} from './state.ts';

const tables = await loadTables();

/** With an ID as images have it. */
export const imageOfNode = image('docker.io/library/busybox:1.35', {
	id: `sha256:${id('7fe69b5dbfa3')}`,
	usedBy: ['container-web'],
});

/** What is on this node: paths, and of what kind; a size where it matters; names in a folder. */
export type Paths = Readonly<Record<string, 'file' | 'directory' | number | readonly string[]>>;

/** A node for planning on: the one of support/state.ts, whose things are changed through `program`. */
export function actionNode(
	program: ActingProgram = 'crictl',
	paths: Paths = {},
	runtime: Partial<NodeRuntime> = {},
): ActionNode {
	const reader = {
		query: async () => ({exitCode: 1, stdout: '', stderr: '', durationMs: 0}),
		kindOf: async (path: string) => {
			const found = paths[path];
			return typeof found === 'number' ? 'file' : Array.isArray(found) ? 'directory' : found;
		},
		sizeOf: async (path: string) => (typeof paths[path] === 'number' ? paths[path] : undefined),
		listNames: async (path: string) => (Array.isArray(paths[path]) ? paths[path] : []),
		readText: async (path: string) => (path in paths ? 'ELF' : undefined),
		findProgram: async (name: string) => Object.keys(paths).find(path => path.endsWith(`/${name}`)),
	} as unknown as Reader;
	const node = {
		facts: {...facts, tools: {...facts.tools, docker: {name: 'docker', command: ['docker'], version: '20.10.24'}}},
		containers: async () => containers,
		pods: async () => pods,
		images: async () => [imageOfNode, ...images],
		podDetails: async () => [{id: 'pod-front', ip: '10.244.0.2'}],
		programFor: async () => program,
		shellCommand: (container: {id: string}, words: readonly string[]) => [
			'crictl',
			'exec',
			'-it',
			container.id,
			...words,
		],
		...runtime,
	} as unknown as NodeRuntime;
	return {runtime: node, reader, tables, unique: () => 'abc123'};
}
