import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createCommandLog} from '../../src/host/command-log.ts';
import type {Finished, Reader} from '../../src/host/host.ts';
import type {RecordedLine} from '../../src/host/recording.ts';
import {createReplayHost} from '../../src/host/replay.ts';
import type {Argv} from '../../src/model/argv.ts';

const folder = join(import.meta.dirname, '../fixtures/recordings');

type Entry = {
	readonly file: string;
	readonly stderr?: string | null;
	readonly rc: number;
	readonly ms: number;
	readonly argv: readonly string[];
};

/** The text of one file of a recording. */
export function recordedText(recording: string, file: string): string {
	return readFileSync(join(folder, recording, file), 'utf8');
}

/** A node that answers from real recordings, several of them side by side; `files` are lines of the file system. */
export function recordedReader(recordings: readonly string[], files: readonly RecordedLine[] = []): Reader {
	const lines = recordings.flatMap(recordedCommands);
	const log = createCommandLog(() => 0);
	const host = createReplayHost([...files, ...lines], {log, refuses: 'a recording'});
	return {
		...host,
		async query(argv) {
			const same = sameCommand(argv);
			return batchOf(same, lines) ?? refusalOf(same, lines) ?? host.query(same);
		},
		follow: (argv, options) => host.follow(sameCommand(argv), options),
	};
}

function recordedCommands(recording: string): RecordedLine[] {
	const entries = JSON.parse(recordedText(recording, 'index.json')) as readonly Entry[];
	return entries.map(({file, stderr, rc, ms, argv}) => ({
		kind: 'command',
		at: 0,
		argv: sameCommand(argv as unknown as Argv),
		exitCode: rc,
		stdout: recordedText(recording, file),
		stderr: stderr ? recordedText(recording, stderr) : '',
		durationMs: ms,
	}));
}

const shortNames: Readonly<Record<string, string>> = {
	'-a': '--all',
	'-q': '--quiet',
	'-o': '--output',
	'-n': '--namespace',
	'-r': '--runtime-endpoint',
};
const shortWords: Readonly<Record<string, string>> = {c: 'containers', t: 'tasks', i: 'images', ns: 'namespaces'};
const withValueLeftOut = ['--runtime-endpoint', '--snapshotter', '--type'];

/** One spelling of a command: the recordings were typed by a person, and with each tool under a name of its own. */
function sameCommand([tool, ...args]: Argv): Argv {
	const name = (tool.split('/').at(-1) ?? tool).replace(/-\d[\d.]*$/, '');
	const words = args.map(word => shortNames[word] ?? (name === 'ctr' ? (shortWords[word] ?? word) : word));
	const kept = words.filter((word, index) => {
		return !withValueLeftOut.includes(word) && !withValueLeftOut.includes(words[index - 1] ?? '');
	});
	const isInspect = /^inspect/.test(kept[0] ?? '');
	return [name, ...(isInspect ? kept.filter(word => word !== '--output' && word !== 'json') : kept)];
}

/** Answer about several at once from answers about each: crictl <= 1.30 prints one object after the other. */
function batchOf([tool, subcommand, ...ids]: Argv, lines: readonly RecordedLine[]): Finished | undefined {
	const found = {exitCode: 0, stderr: '', durationMs: 0};
	const commands = lines.filter(line => line.kind === 'command');
	if (tool === 'docker' && subcommand === 'inspect') {
		const all = commands
			.filter(({argv, exitCode}) => argv[0] === 'docker' && argv[1] === 'inspect' && exitCode === 0)
			.flatMap(({stdout}) => JSON.parse(stdout) as Array<{readonly Id: string}>);
		return {...found, stdout: JSON.stringify(all.filter(({Id}) => ids.some(id => Id.startsWith(id))))};
	}
	if (tool === 'crictl' && /^inspectp?$/.test(subcommand ?? '')) {
		const each = commands.filter(({argv}) => argv[1] === subcommand && ids.includes(argv[2] ?? ''));
		if (each.length > 0 || ids.length > 1) return {...found, stdout: each.map(({stdout}) => stdout).join('')};
		return {...found, exitCode: 1, stdout: '', stderr: 'rpc error: code = NotFound desc = not in this recording'};
	}
	// The filter for what the CRI did not make: there was nothing else on the recorded nodes.
	if (tool === 'ctr' && ids.at(-1)?.startsWith('labels.')) return {...found, stdout: ''};
	return undefined;
}

/** What fails before it prints fails in every format: one recording without `--output` stands for all. */
function refusalOf(argv: Argv, lines: readonly RecordedLine[]): Finished | undefined {
	const key = JSON.stringify(argv.slice(0, argv.lastIndexOf('--output')));
	return lines.find(line => line.kind === 'command' && line.exitCode !== 0 && JSON.stringify(line.argv) === key) as
		| Finished
		| undefined;
}

const nodePaths = [
	'/etc/crictl.yaml',
	'/var/lib/kubelet/kubeadm-flags.env',
	'/var/lib/kubelet/config.yaml',
	'/lib/systemd/system/kubelet.service',
	'/etc/systemd/system/kubelet.service.d/10-kubeadm.conf',
];

/** The files of a recorded node that say which runtime its kubelet uses. */
export function recordedFiles(recording: string): readonly RecordedLine[] {
	return nodePaths.flatMap((path): RecordedLine[] => {
		try {
			const text = recordedText(recording, path.slice(1).replaceAll('/', '.'));
			const [, directory = '', name = ''] = /^(.*)\/([^/]*)$/.exec(path) ?? [];
			return [
				{kind: 'text', at: 0, path, text},
				{kind: 'names', at: 0, path: directory, names: [name]},
			];
		} catch {
			return [];
		}
	});
}

/** Lines for what is there: sockets, and programs in PATH. */
export function present({sockets = [], programs = []}: {sockets?: readonly string[]; programs?: readonly string[]}) {
	return [
		...sockets.map((path): RecordedLine => ({kind: 'kind', at: 0, path, found: 'socket'})),
		...programs.map((name): RecordedLine => ({kind: 'program', at: 0, name, path: `/usr/bin/${name}`})),
	];
}
