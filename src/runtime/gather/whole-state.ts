import type {Reader} from '../../host/host.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {NodeState} from '../../model/node-state.ts';
import {gatherAltered} from './altered.ts';
import {gatherAbsent, helpersOf, programsOf} from './damaged.ts';
import {gatherHalted} from './halted.ts';
import {gatherHiddenPlaces} from './hidden-places.ts';
import {gatherLatelyChanged} from './lately-changed.ts';
import {gatherLockHolders} from './lock-holders.ts';
import {gatherMisplaced} from './misplaced.ts';
import {neededPlaces} from './needed-places.ts';
import {gatherNodeState} from './node-state.ts';
import {gatherOrphanShims} from './orphan-shims.ts';
import {gatherPacketWays} from './packet-ways.ts';
import {manifestsOf, placesOf} from './places-of.ts';
import {gatherRegistryHelpers} from './registry-helpers.ts';
import {gatherRestarters} from './restarters.ts';
import {gatherSigningKeysFit} from './signing-keys.ts';
import {gatherJournalSettings, gatherSystemdDefaults, gatherTaskLimits} from './task-limits.ts';

/** What the node holds beside what its services are told; nearly all of it from files. */
export async function gatherWholeState(
	reader: Reader,
	parts: Pick<NodeSnapshot, 'kubelet' | 'containerd' | 'docker' | 'cni' | 'units' | 'programs' | 'node'>,
): Promise<NodeState> {
	const {cni, units, programs} = parts;
	const [
		found,
		misplaced,
		halted,
		restarters,
		locks,
		taskLimits,
		systemdDefaults,
		fits,
		hidden,
		journald,
		changes,
		ways,
		altered,
		orphanShims,
		registryHelpers,
	] = await Promise.all([
		gatherNodeState(reader, placesOf(parts, programsOf(programs, cni))),
		neededPlaces(reader, parts).then(all => gatherMisplaced(reader, all)),
		gatherHalted(reader),
		gatherRestarters(reader, units),
		gatherLockHolders(reader),
		gatherTaskLimits(reader),
		gatherSystemdDefaults(reader),
		gatherSigningKeysFit(reader, manifestsOf(parts.kubelet)),
		gatherHiddenPlaces(reader, [cni.confDir, ...cni.binDirs]),
		gatherJournalSettings(reader),
		gatherLatelyChanged(reader),
		'value' in parts.node ? undefined : gatherPacketWays(reader),
		gatherAltered(reader, programsOf(programs, cni)),
		gatherOrphanShims(reader, parts.containerd),
		gatherRegistryHelpers(reader, parts.kubelet),
	]);
	const absent = await gatherAbsent(reader, programs, helpersOf(units, cni));
	const damaged = [...(found.damaged ?? []), ...absent];
	const keys = fits === undefined ? {} : {signingKeysFit: fits};
	return {
		...found,
		damaged,
		misplaced,
		halted,
		restarters,
		locks,
		taskLimits,
		systemdDefaults,
		hidden,
		journald,
		altered,
		orphanShims,
		...(registryHelpers === undefined ? {} : {registryHelpers}),
		...keys,
		...(changes === undefined ? {} : {changes}),
		...(ways === undefined ? {} : {ways}),
	};
}
