import type {CliCommand, Context} from '../../src/cli/context.ts';
import type {Host, Limits} from '../../src/host/host.ts';
import type {NodeFacts} from '../../src/model/facts.ts';
import {findTools} from '../../src/runtime/find-tools.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';

const finished = {exitCode: 0, stdout: 'out\n', stderr: '', durationMs: 1};

export type Person = {
	readonly yes?: boolean;
	readonly json?: boolean;
	readonly readOnly?: boolean;
	readonly demo?: boolean;
	/** What is answered to a question; without it there is nobody to ask. */
	readonly says?: boolean;
};

export type NodeSetup = {
	/** Parts of answers, by the word of the tool that they answer: `exec`, `ps`. */
	readonly answers?: Readonly<Record<string, Partial<typeof finished>>>;
	/** Bytes that come through instead of text. */
	readonly bytes?: Uint8Array;
	readonly host?: Partial<Host>;
	readonly executable?: Context['executable'];
	/** False where input is piped in. */
	readonly inputIsTerminal?: boolean;
	readonly inputIsEmpty?: boolean;
	readonly env?: Readonly<Record<string, string>>;
	/** False where standard error goes to a file. */
	readonly errorIsTerminal?: boolean;
	/** Its version, on a node that has it. */
	readonly nerdctl?: string;
	/** What is other than usual on this node. */
	readonly facts?: Partial<NodeFacts>;
	/** What each installed tool prints for `--version`. */
	readonly versions?: Readonly<Record<string, string>>;
};

const usual: NodeFacts = {
	hostname: 'node1',
	tools: {
		crictl: {name: 'crictl', command: ['crictl'], version: '1.30.0'},
		ctr: {name: 'ctr', command: ['ctr'], version: '1.7.24'},
	},
	lookedFor: [],
	endpoint: {url: 'unix:///c.sock', source: 'flag', detail: ''},
	containerdAddress: '/c.sock',
	runtime: {name: 'containerd', version: '1.7.24'},
	listing: {through: 'crictl'},
	warnings: [],
};

function factsOf({nerdctl: version, facts}: NodeSetup): NodeFacts {
	const known = {...usual, ...facts};
	if (version === undefined) return known;
	return {...known, tools: {...known.tools, nerdctl: {name: 'nerdctl', command: ['nerdctl'], version}}};
}

const container = {
	id: 'c'.repeat(64),
	name: 'web',
	state: 'running',
	attempt: 0,
	image: 'x',
	imageId: 'x',
	podName: 'front',
	podNamespace: 'default',
	containerdNamespace: 'k8s.io',
	createdAtMs: 1,
	labels: {},
} as const;

/** Run a one-shot command on a node with one container, `web`; what it printed and ran. */
export async function runOneShot(
	command: CliCommand,
	args: readonly string[],
	person: Person = {},
	node: NodeSetup = {},
) {
	const seen = {out: '', err: '', bytes: [] as number[], ran: [] as string[], asked: 0};
	const record = (how: string, argv: readonly string[], limits?: Limits) => {
		seen.ran.push(`${how} ${argv.join(' ')}`);
		if (node.bytes) limits?.onOutput?.('stdout', node.bytes);
		const word =
			argv.find(each =>
				['state', 'exec', 'ps', 'stop', 'images', 'run', 'echo', 'rm', 'kill', 'pause', 'update', 'inspect'].includes(
					each,
				),
			) ??
			/crictl (ps|inspect) /.exec(argv.join(' '))?.[1] ??
			'';
		return {...finished, ...node.answers?.[word]};
	};
	const host: Partial<Host> = {
		readText: async () => undefined,
		kindOf: async () => undefined,
		findProgram: async name => (node.versions?.[name] === undefined ? undefined : `/usr/bin/${name}`),
		async query(argv, limits) {
			const version = argv[1] === '--version' ? node.versions?.[argv[0]] : undefined;
			return version === undefined ? record('query', argv, limits) : {...finished, stdout: version};
		},
		run: async (argv, limits) => record('run', argv, limits),
		async *follow(argv) {
			record('follow', argv);
			yield {from: 'stdout', lines: ['line']};
		},
		attach(argv, options) {
			const {exitCode, stderr} = record('attach', argv);
			if (stderr !== '') options?.errors?.(Buffer.from(stderr));
			return exitCode;
		},
		...node.host,
	};
	const known = factsOf(node);
	const runtime: Partial<NodeRuntime> = {
		facts: known,
		versions: async () => known,
		containers: async () => [container],
		pods: async () => [],
		inspect: async () => ({}),
		images: async () => [],
	};
	const {yes = false, json = false, readOnly = false, demo = false} = person;
	const context: Context = {
		globals: {demo, readOnly, timeoutMs: 1, color: false, json, yes},
		host: host as Host,
		log: undefined as never,
		openHost: async () => host as Host,
		openConsole: async () => undefined,
		openFacts: async () => ({...known, tools: (await findTools(host as Host)).tools}),
		openRuntime: async () => runtime as NodeRuntime,
		print(text) {
			if (typeof text === 'string') seen.out += text;
			else seen.bytes.push(...text);
		},
		printError(text) {
			seen.err += text;
		},
		env: node.env ?? {},
		now: () => 1_700_000_000_000,
		inputIsTerminal: node.inputIsTerminal ?? true,
		inputIsEmpty: node.inputIsEmpty ?? false,
		errorIsTerminal: node.errorIsTerminal ?? true,
		interactive: person.says !== undefined,
		confirm: async () => {
			seen.asked++;
			return person.says === true;
		},
		executable: node.executable ?? ['/opt/rtconsole'],
	};
	return {code: await command.run(args, context), ...seen};
}
