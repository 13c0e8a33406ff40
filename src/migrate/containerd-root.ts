import {textAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import type {MigrationFacts} from './facts.ts';

export const usualRoot = '/var/lib/containerd';

/** Where containerd keeps images and containers now. */
export function containerdRoot({snapshot}: MigrationFacts): string {
	const {effective, config} = snapshot.containerd;
	return textAt(known(effective) ?? known(config)?.data, 'root') ?? usualRoot;
}

/** The place beside docker's data, where those are not at their usual place: somebody made room for them there. */
export function suggestedRoot({snapshot}: MigrationFacts): string | undefined {
	const root = known(snapshot.docker.info)?.rootDir.replace(/\/+$/, '');
	if (root === undefined || root === '' || root === '/var/lib/docker') return undefined;
	return `${root.replace(/\/docker$/, '')}/containerd`;
}
