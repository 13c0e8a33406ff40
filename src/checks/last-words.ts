import {readLogLine} from '../explain/read-line.ts';
import {isGoStack} from '../model/go-stack.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {Check, Outcome} from './check.ts';

/** Whose words are asked for where a check sees that something is down. */
const unitOf: Readonly<Record<string, string>> = {
	'kubelet-running': 'kubelet.service',
	'containerd-running': 'containerd.service',
	'crio-running': 'crio.service',
	'docker-running': 'docker.service',
};
const longest = 300;

/** What a service that ended said last, for the reasons that nobody wrote a pattern for. */
export function withLastWords({id}: Check, outcome: Outcome, node: NodeSnapshot): Outcome {
	const name = unitOf[id];
	const unit = name === undefined ? undefined : known(node.units)?.[name];
	if (outcome.verdict !== 'fatal' || (unit?.activeState !== 'failed' && unit?.activeState !== 'activating'))
		return outcome;
	const text = lastWordsOf(unit.name, known(node.journal) ?? []);
	if (text === undefined) return outcome;
	return {...outcome, evidence: [...outcome.evidence, {source: `journalctl -u ${unit.name}`, text}]};
}

const loud = ['fatal', 'error'];

/** The gravest of the last lines that it wrote itself: a Go program says why it ends in its last one or two. */
export function lastWordsOf(unit: string, journal: readonly string[]): string | undefined {
	const own = journal
		.filter(line => line.includes(`"_SYSTEMD_UNIT":"${unit}"`))
		.slice(-400)
		.map(line => readLogLine(line, 0))
		// What the Go runtime prints of itself, hundreds of lines of it.
		.filter(({message}) => !isGoStack(message))
		.slice(-40);
	const grave =
		own.findLast(
			({level, message}) => level === 'fatal' || /^(panic|fatal|error|failed)\b/i.test(message) || isFarewell(message),
		) ??
		own.findLast(({level}) => loud.includes(level ?? '')) ??
		own.at(-1);
	const text = grave?.text.trim();
	return text === undefined || text === '' ? undefined : text.slice(0, longest);
}

/** `containerd: required plugin […] not included`: what a program prints to nobody's log as it ends. */
function isFarewell(message: string): boolean {
	return /^(containerd|dockerd|kubelet|crio|cri-dockerd): /.test(message);
}
