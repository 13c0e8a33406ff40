import type {MigrationFacts} from '../facts.ts';
import {consent} from '../preflight/finding.ts';
import {type Finding, findingsOf} from '../preflight/index.ts';
import {containerd} from './containerd.ts';
import {containerd2} from './containerd-2.ts';
import {containerdRepair} from './containerd-config.ts';
import {criDockerd} from './cri-dockerd.ts';
import {criO} from './cri-o.ts';
import type {Way} from './way.ts';

export type {Way};

/** The first one is taken where none is named. */
export const ways: readonly [Way, ...Way[]] = [containerd, containerdRepair, containerd2, criDockerd, criO];

export function wayNamed(name: string | undefined): Way {
	return ways.find(way => way.name === name) ?? ways[0];
}

/** All that must be known before anything is changed. */
export function judgeWay(way: Way, facts: MigrationFacts): readonly Finding[] {
	return findingsOf([...way.checks, ...(way.unverified.length > 0 ? [unverifiedOf(way)] : [])], facts);
}

function unverifiedOf({unverified}: Way) {
	return {
		id: 'unverified',
		title: 'what was never run on a real node',
		look: () =>
			consent(unverified.join('; '), {
				fix: [{text: 'try it on a node that may be lost; rtconsole migrate plan --shell prints the commands'}],
			}),
	};
}
