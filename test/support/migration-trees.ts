import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {createPipe} from '../../src/host/pipe.ts';
import type {MigrationFacts} from '../../src/migrate/facts.ts';
import {createLocalMachine} from '../../src/migrate/local-machine.ts';
import type {Machine} from '../../src/migrate/machine.ts';
import {createFactsGatherer} from '../../src/runtime/gather/migration.ts';
import {dockerNode, imageOf} from './migration-facts.ts';
import {nowMs} from './node-snapshot.ts';
import {treeReader} from './tree.ts';

/** A node as files: `test/fixtures/migration/NAME.tree`. */
export type NodeTree = {
	/** `node`, `kubelet`, `containerd`: the lines before the first file. */
	readonly told: Readonly<Record<string, string>>;
	/** In the order in which they are written: drop-ins after their unit. */
	readonly files: Readonly<Record<string, string>>;
};

/** `>>> PATH` begins a file. At the end of a line `§` is a carriage return, `¬` no newline. */
export function readTree(text: string): NodeTree {
	const [head = '', ...files] = text.split(/^>>> /m);
	return {
		told: Object.fromEntries(
			head.split('\n').flatMap(line => {
				const at = line.indexOf(': ');
				return at > 0 ? [[line.slice(0, at), line.slice(at + 2)]] : [];
			}),
		),
		files: Object.fromEntries(
			files.map(each => {
				const end = each.indexOf('\n');
				return [
					each.slice(0, end),
					each
						.slice(end + 1)
						.replaceAll('§\n', '\r\n')
						.replaceAll('¬\n', ''),
				];
			}),
		),
	};
}

/** The files of a folder that stands for the root of a node. */
export function filesUnder(root: string): Readonly<Record<string, string>> {
	const names = readdirSync(root, {recursive: true, encoding: 'utf8'}).toSorted();
	return Object.fromEntries(
		names.flatMap(name =>
			statSync(join(root, name)).isFile() ? [[`/${name}`, readFileSync(join(root, name), 'utf8')]] : [],
		),
	);
}

/** Folders and files with their modes: what an undo must leave as it was. */
export function pathsUnder(root: string): readonly string[] {
	const names = readdirSync(root, {recursive: true, encoding: 'utf8'}).toSorted();
	return names.map(name => `${statSync(join(root, name)).mode.toString(8)} /${name}`);
}

export function writeTree(root: string, {files}: NodeTree): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		writeFileSync(join(root, path), text, {mode: path.endsWith('.env') ? 0o600 : 0o644});
	}
}

/** What the program gathers of a node that is nothing but these files and the versions that it tells. */
export async function factsOf(
	files: Readonly<Record<string, string>>,
	told: NodeTree['told'],
): Promise<MigrationFacts> {
	const reader = treeReader({
		files,
		programs: {containerd: '/usr/bin/containerd', crictl: '/usr/bin/crictl', kubectl: '/usr/bin/kubectl'},
		answer(argv) {
			const [tool = '', ...words] = argv;
			if (tool === 'systemctl' && words[0] === 'show') return unitsIn(files);
			if (tool.endsWith('kubelet')) return `Kubernetes v${told.kubelet}`;
			if (tool.endsWith('containerd') && words[0] === '--version') return `containerd x ${told.containerd} y`;
			if (tool === 'crictl' && words[0] === '--version') return 'crictl version v1.30.0';
			return undefined;
		},
	});
	const gather = createFactsGatherer(reader, {hostname: 'node1', nowMs: () => nowMs, kubeconfigs: []});
	const facts = await gather();
	const {workloads} = dockerNode();
	const images = {value: pauses.map(name => imageOf(name))};
	return {
		...facts,
		workloads: {...workloads, images},
		did: new Set(),
		unverified: new Set(),
		brokenOff: new Set(),
		folder: '/state',
	};
}

const pauses = [
	...['3.1', '3.2', '3.5', '3.6'].map(version => `k8s.gcr.io/pause:${version}`),
	'registry.k8s.io/pause:3.9',
	'registry.suse.com/caasp/v4/pause:3.1',
	'harbor.site/pause:3.4.1',
];

/** `systemctl show` of the units whose files are in the tree; docker and containerd run on every node. */
function unitsIn(files: Readonly<Record<string, string>>): string {
	const names = ['kubelet.service', 'containerd.service', 'docker.service', 'docker.socket', 'cri-docker.service'];
	return names
		.map(name => {
			const isMain = (path: string) => /\/systemd\/system\/[^/]+$/.test(path) && path.endsWith(`/${name}`);
			const mains = Object.keys(files).filter(isMain);
			// What is under /etc counts more than what a package put elsewhere.
			const main = mains.find(path => path.startsWith('/etc/')) ?? mains[0] ?? '';
			const byName = new Map<string, string>();
			for (const path of Object.keys(files)) {
				const [, file = ''] = path.split(`/${name}.d/`);
				if (file !== '' && (!byName.has(file) || path.startsWith('/etc/'))) byName.set(file, path);
			}
			const dropIns = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
			const isThere = main !== '' || /^(containerd|docker)\./.test(name);
			return [
				`Id=${name}`,
				`LoadState=${isThere ? 'loaded' : 'not-found'}`,
				`ActiveState=${isThere ? 'active' : 'inactive'}`,
				'UnitFileState=enabled',
				`FragmentPath=${main}`,
				`DropInPaths=${dropIns.join(' ')}`,
			].join('\n');
		})
		.join('\n\n');
}

/** The machine of the walk, whose root is a folder; nothing is run. */
export function machineIn(root: string): Machine {
	const log = createCommandLog(() => 0);
	const host = createLocalHost({log, env: process.env, defaultTimeoutMs: 5000, readOnly: false});
	const real = createLocalMachine(host, join(root, '../state'), createPipe({log, env: process.env, readOnly: false}));
	const at = (path: string) => join(root, path);
	const onNode = (path: string) => `/${path.slice(root.length + 1)}`;
	return {
		...real,
		run: async () => ({exitCode: 0, stdout: '', stderr: ''}),
		read: async path => (existsSync(at(path)) ? real.read(at(path)) : undefined),
		write: async (path, text, mode) => real.write(at(path), text, mode),
		leadsTo: async path => onNode(await real.leadsTo(at(path))),
		sweep: async path => real.sweep(at(path)),
		missingFolders: async path => (await real.missingFolders(at(path))).map(onNode),
		keep: async (path, links) => real.keep(at(path), links),
		restore: async (path, kept) => real.restore(at(path), kept),
		removeFolder: async path => real.removeFolder(at(path)),
	};
}
