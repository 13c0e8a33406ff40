import type {Checked} from '../../checks/check.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';

/** One finding, whatever it counts: `4 % free` and `3 % free` are the same one. */
const keyOf = ({id, because}: Pick<Checked, 'id' | 'because'>) => `${id}: ${because.replace(/\d[\d.,]*/g, '#')}`;

const isTrouble = ({verdict}: Checked) => verdict === 'fatal' || verdict === 'warning';

/** What a check-up found before anything was done, as it is kept for later. */
export async function stoodBefore(snapshot: NodeSnapshot): Promise<readonly string[]> {
	const {runChecks} = await import('../../checks/run.ts');
	return runChecks(snapshot, undefined).checks.filter(isTrouble).map(keyOf);
}

/**
 * What docker has no use for and the walk is about to need: that it was so before says nothing. Names of checks begin so.
 */
const ofTheNew =
	/^(containerd|cri-|crio|cni|runc|runtime-handlers|sandbox-image|snapshotter|registr|stream-server|kernel-modules|forwarding|cgroup|programs-damaged|libraries|places|hidden-places|disk-pressure)/;

/** The node was like that when the walk began, and it ran: whatever it is, it is not behind this. */
export function didNotMatter(finding: Checked, stood: readonly string[]): boolean {
	return stood.includes(keyOf(finding)) && !ofTheNew.test(finding.id);
}
