import {NothingToAsk} from '../host/errors.ts';
import type {Argv} from '../model/argv.ts';
import type {Listing} from '../model/facts.ts';
import type {Clients} from './clients.ts';
import {mobyNamespace} from './docker-answers.ts';
import type {LogOptions, NodeRuntime, Subject} from './node-runtime.ts';

type Commands = Pick<NodeRuntime, 'inspectCommand' | 'logsCommand' | 'shellCommand' | 'programFor'>;

type Place = {
	listing(): Listing;
	/** The containerd namespace of the kubelet's containers. */
	namespace(): string;
	/** True for a container in that namespace which the CRI does not know. */
	isForeign(id: string): boolean;
};

/** Command lines for one thing of the node. */
export function createCommands(clients: Clients, {listing, namespace: home, isForeign}: Place): Commands {
	const {crictl, ctr, docker} = clients;
	const throughCri = (containerdNamespace: string) => listing().through === 'crictl' && containerdNamespace === home();

	function throughCtr(containerdNamespace: string, ...args: readonly string[]): Argv {
		if (!ctr)
			throw new NothingToAsk(`ctr is not on this node: containerd namespace ${containerdNamespace} cannot be asked`);
		return ctr.command(containerdNamespace, ...args);
	}

	return {
		async programFor(subject) {
			const name = 'containerdNamespace' in subject ? subject.containerdNamespace : home();
			if (crictl && throughCri(name) && !isForeign(subject.id)) return 'crictl';
			if (docker && name === mobyNamespace && (!ctr || (await clients.dockerRuns()))) return 'docker';
			if (ctr) return 'ctr';
			throw new NothingToAsk(`nothing on this node can change what is in the containerd namespace ${name}`);
		},
		inspectCommand(subject) {
			const name = 'containerdNamespace' in subject ? subject.containerdNamespace : home();
			if (crictl && throughCri(name) && !isForeign(subject.id) && subject.kind in criSubcommands)
				return crictl.command(
					criSubcommands[subject.kind as keyof typeof criSubcommands],
					'--output',
					'json',
					subject.id,
				);
			if (docker && name === mobyNamespace && subject.kind in dockerTypes)
				return docker.command('inspect', '--type', dockerTypes[subject.kind as keyof typeof dockerTypes], subject.id);
			return throughCtr(name, ...ctrArguments(subject));
		},
		logsCommand(container, options) {
			if (crictl && throughCri(container.containerdNamespace) && container.podId !== undefined)
				return crictl.command('logs', ...logFlags(options), container.id);
			if (options.previous)
				throw new NothingToAsk(`the log of the attempt before ${container.name} cannot be asked for: only crictl can`);
			if (docker && container.containerdNamespace === mobyNamespace)
				return docker.command('logs', ...logFlags(options), container.id);
			if (container.logPath !== undefined) return tail(container.logPath, options);
			throw new NothingToAsk(
				`${container.name} has no log: ctr hands the output of its containers to whoever started them`,
			);
		},
		shellCommand(container, program) {
			if (crictl && throughCri(container.containerdNamespace) && container.podId !== undefined)
				return crictl.command('exec', '--interactive', '--tty', container.id, ...program);
			if (docker && container.containerdNamespace === mobyNamespace)
				return docker.command('exec', '--interactive', '--tty', container.id, ...program);
			const execId = `rtconsole-${crypto.randomUUID().slice(0, 8)}`;
			return throughCtr(
				container.containerdNamespace,
				'tasks',
				'exec',
				'--tty',
				'--exec-id',
				execId,
				container.id,
				...program,
			);
		},
	};
}

const criSubcommands = {'pod-sandbox': 'inspectp', container: 'inspect', image: 'inspecti'} as const;
const dockerTypes = {'pod-sandbox': 'container', container: 'container', image: 'image'} as const;

/** Flags stand before the ID: crictl takes what follows it for another ID. */
function logFlags({follow, tail, timestamps, since, previous}: LogOptions): readonly string[] {
	return [
		...(follow ? ['--follow'] : []),
		...(tail === undefined ? [] : ['--tail', String(tail)]),
		...(timestamps ? ['--timestamps'] : []),
		...(since === undefined ? [] : ['--since', since]),
		...(previous ? ['--previous'] : []),
	];
}

/** Straight from the file; `-F` goes on when the kubelet rotates it. Its lines carry their own times. */
function tail(path: string, {follow, tail: lines}: LogOptions): Argv {
	return ['tail', '-n', lines === undefined ? '+1' : String(lines), ...(follow ? ['-F'] : []), '--', path];
}

function ctrArguments(subject: Subject): readonly string[] {
	switch (subject.kind) {
		case 'pod-sandbox':
		case 'container':
			return ['containers', 'info', subject.id];
		case 'task':
			return ['tasks', 'ps', subject.id];
		case 'content':
			return ['content', 'get', subject.id];
		case 'snapshot':
			return ['snapshots', 'info', subject.id];
		case 'image':
			return ['images', 'ls', `name==${JSON.stringify(subject.id)}`];
	}
}
