import {programsDamaged} from '../../checks/programs-damaged.ts';
import {quote} from '../../model/argv.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import {type MigrationFacts, unitState} from '../facts.ts';
import {type Check, consent, noGo, type Verdict} from './finding.ts';

/** Programs of the node that are there and do not work: found before anything is stopped, and not by the step that calls them. */
export const programs: Check = {
	id: 'programs',
	title: 'programs that can be run',
	look(facts) {
		const {verdict, because, evidence, fix} = programsDamaged.look(withoutPlugins(facts));
		return ctrFails(facts) ?? (verdict === 'fatal' ? consent(because, {evidence, fix}) : undefined);
	},
};

/** The plugins of the network are tried themselves, by the trial pod, and before anything is stopped. */
function withoutPlugins({snapshot}: MigrationFacts): NodeSnapshot {
	const {state, cni} = snapshot;
	if (state?.damaged === undefined) return snapshot;
	const isPlugin = (path: string) => cni.binDirs.includes(path.replace(/\/[^/]*$/, ''));
	return {...snapshot, state: {...state, damaged: state.damaged.filter(({path}) => !isPlugin(path))}};
}

/** Words of a containerd that does not answer: that is another matter, and told elsewhere. */
const ofContainerd = /deadline|refused|no such file|unavailable|tim(ed|e) ?out|permission denied|connect/i;

/** Another ctr than that of containerd's package stands before it in PATH, say. */
function ctrFails(facts: MigrationFacts): Verdict | undefined {
	const {containerd, programs: paths} = facts.snapshot;
	if (!('missing' in containerd.plugins) || paths.ctr === undefined) return undefined;
	const {missing} = containerd.plugins;
	if (unitState(facts, 'containerd.service')?.activeState !== 'active') return undefined;
	if (!/: exit \d+/.test(missing) || ofContainerd.test(missing)) return undefined;
	const shows = ['ls', '-l', paths.ctr] as const;
	const away = ['mv', paths.ctr, `${paths.ctr}.wrong`] as const;
	return noGo(`${paths.ctr}, by which images come into containerd, fails: ${missing}`, {
		fix: [
			{text: quote(shows), argv: shows},
			...(paths.ctr.startsWith('/usr/local/')
				? [{text: `where another one of containerd's package stands behind it: ${quote(away)}`, argv: away}]
				: []),
		],
	});
}
