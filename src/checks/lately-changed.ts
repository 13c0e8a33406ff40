import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {type Check, type Fix, info, ok, skipped} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {readersOf} from './parts/changes/places.ts';
import {type Blamed, suspectsOf} from './parts/changes/suspects.ts';

/** Others that are shown beside the likeliest. */
const shown = 3;
const nearScore = 1;

/**
 * For the faults that nobody wrote a check for: what was changed before it began. By itself no more than a note, for a
 * node is changed every day; `lead` puts it first where something is wrong and no check knows why.
 */
export const latelyChanged: Check = {
	id: 'lately-changed',
	title: 'what was changed before it began',
	look(node) {
		if (node.state?.changes === undefined) return skipped('not looked at');
		const [first, ...more] = suspectsOf(node);
		if (first === undefined) return ok('nothing that something went wrong after');
		const near = more.filter(({score}) => first.score - score < nearScore).slice(0, shown - 1);
		return info([first, ...near].map(sentence).join('; '), {
			evidence: [first, ...near].flatMap(({seen}) => seen),
			fix: [...first.back, ...again(first, node), ...lookAt(first)],
		});
	},
};

function sentence({path, what, changedMs, delayMs, unit}: Blamed): string {
	const at = changedMs === undefined ? '' : ` at ${new Date(changedMs).toISOString().slice(11, 19)} UTC`;
	const then = unit === undefined ? 'the first new error was written' : `${unit} failed first`;
	const delay = delayMs === undefined ? '' : `, ${lengthOf(delayMs)} before ${then}`;
	return `${path} ${what}${at}${delay}`;
}

function lengthOf(ms: number): string {
	const seconds = Math.round(ms / 1000);
	return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** Whoever reads it, and whoever is down. */
function again(suspect: Blamed, node: NodeSnapshot): readonly Fix[] {
	if (suspect.back.length === 0) return [];
	const units = known(node.units) ?? {};
	const readers = readersOf(suspect, node).map(name => (name.includes('.') ? name : `${name}.service`));
	const names = [...readers, ...downIn(node)].filter(
		name => units[name] !== undefined && !['not-found', 'masked'].includes(units[name].loadState) && isUsed(name, node),
	);
	const ordered = [...new Set(names)].toSorted((one, other) => orderOf(one) - orderOf(other));
	return ordered.length === 0 ? [] : [run('systemctl', 'reset-failed', ...ordered), restart(...ordered)];
}

/** What it leans on first. */
const starts = ['containerd.service', 'docker.socket', 'docker.service', 'cri-docker.service', 'crio.service'];
const orderOf = (name: string) => (starts.indexOf(name) + 100) % 100;

function isUsed(name: string, {units}: NodeSnapshot): boolean {
	const unit = known(units)?.[name];
	return unit !== undefined && (unit.activeState !== 'inactive' || unit.fileState === 'enabled');
}

function downIn({units}: NodeSnapshot): readonly string[] {
	return Object.values(known(units) ?? {})
		.filter(
			({name, activeState}) =>
				/^(kubelet|containerd|docker|cri-docker|crio)\.(service|socket)$/.test(name) &&
				['failed', 'activating'].includes(activeState),
		)
		.map(({name}) => name);
}

function lookAt({path, back}: Blamed): readonly Fix[] {
	if (back.length > 0) return [];
	return [
		advice(
			`what stood there before is not known on this node: compare ${path} with another node, or with the configuration management`,
		),
	];
}
