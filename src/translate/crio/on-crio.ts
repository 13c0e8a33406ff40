import {sayAll} from '../finding.ts';
import type {Parsed} from '../parse.ts';
import type {Sentences} from '../rule.ts';
import {close, type Found, lost, note} from '../transform.ts';
import type {Command, Finding, Translation} from '../types.ts';
import type {Versions} from '../version.ts';
import {withCrioFields} from './fields.ts';
import {throughPodman} from './podman.ts';
import {runtimeWords, withoutCtr} from './without-ctr.ts';

type CrioVersions = Pick<Versions, 'crio' | 'crioRuntime'>;

/** What an answer for containerd is on a node of CRI-O, which has the CRI, and nothing that ctr could speak to. */
export type CrioTranslator = {
	/** @param line What followed `docker`. */
	docker(answer: Translation, parsed: Parsed, line: readonly string[], versions: CrioVersions): Translation;
	/** An answer to `systemctl restart docker`, `journalctl -u docker`. */
	daemon(answer: Translation, version: string): Translation;
};

export function createCrioTranslator(sentences: Sentences): CrioTranslator {
	const say = (...found: readonly Found[]) => sayAll(found, sentences);
	return {
		docker(answer, parsed, line, {crio: version = '', crioRuntime}) {
			const forHere = {crictl: answer.for.crictl ?? '', 'cri-o': version};
			const podman = throughPodman(parsed, line);
			if (podman !== undefined) return {...answer, ...podman, findings: say(...podman.findings), for: forHere};
			const kept = parsed.command === 'rmi' ? [] : ofCrio(answer.findings);
			const none = (id: string): Translation => ({
				...answer,
				commands: [],
				// How an answer differs does not matter where there is none.
				findings: [...say(lost(id, {command: parsed.command})), ...kept.filter(({kind}) => kind !== 'close')],
				for: forHere,
			});
			const moved = all(answer.commands.map(command => withoutCtr(command, runtimeWords(version, crioRuntime))));
			if (moved === undefined) return none('crio.no-ctr');
			const commands = all(moved.map(withCrioFields));
			if (commands === undefined) return none('crio.no-field');
			const before = new Set(answer.commands.map(({argv}) => argv[0]));
			const runtime = commands.map(({argv}) => argv[0]).find(program => !before.has(program) && program !== 'crictl');
			const said = [
				...(runtime === undefined ? [] : ranBy(runtime, crioRuntime?.name)),
				...(told[parsed.command] ?? []),
			];
			return {...answer, commands, findings: [...kept, ...say(...said)], for: forHere};
		},
		daemon(answer, version) {
			const commands = answer.commands.map(command => ({
				...command,
				argv: command.argv.map(word =>
					typeof word === 'string' ? word.replace(/\bcontainerd\b/, 'crio') : word,
				) as unknown as Command['argv'],
			}));
			return {
				...answer,
				commands,
				findings: [...ofCrio(answer.findings), ...say(note('crio.unit'))],
				for: {'cri-o': version},
			};
		},
	};
}

/** A runtime that the node does not name is the usual one, not this node's. */
function ranBy(runtime: string, here: string | undefined): readonly Found[] {
	if (here === undefined) return [close('crio.runtime', {runtime})];
	return [
		here === 'runc' || here === 'crun' ? note('crio.runtime-here', {runtime}) : close('crio.runtime-other', {runtime}),
	];
}

/** What is other than with containerd, by docker's command. */
const told: Readonly<Record<string, readonly Found[]>> = {
	images: [note('crio.images')],
	port: [close('crio.port')],
	ps: [note('crio.ps')],
	rmi: [note('crio.rmi')],
};

function all(commands: ReadonlyArray<Command | undefined>): readonly Command[] | undefined {
	const there = commands.filter(command => command !== undefined);
	return there.length === commands.length ? there : undefined;
}

/** What speaks of ctr, containerd or nerdctl is not about this node; what is lost is lost all the same. */
function ofCrio(findings: readonly Finding[]): readonly Finding[] {
	return findings.flatMap(finding => {
		const {instead, ...rest} = finding;
		if (finding.kind !== 'lost' && ofContainerd.test(finding.message)) return [];
		return [instead === undefined || ofContainerd.test(instead) ? rest : finding];
	});
}

const ofContainerd = /\bctr\b|containerd|nerdctl/;
