import build from '../../../data/cheat/concepts/build.json';
import cgroups from '../../../data/cheat/concepts/cgroups.json';
import container from '../../../data/cheat/concepts/container.json';
import content from '../../../data/cheat/concepts/content.json';
import criAndCtr from '../../../data/cheat/concepts/cri-and-ctr.json';
import crictl from '../../../data/cheat/concepts/crictl.json';
import ctr from '../../../data/cheat/concepts/ctr.json';
import dockershim from '../../../data/cheat/concepts/dockershim.json';
import endpoint from '../../../data/cheat/concepts/endpoint.json';
import execId from '../../../data/cheat/concepts/exec-id.json';
import ids from '../../../data/cheat/concepts/ids.json';
import imageGc from '../../../data/cheat/concepts/image-gc.json';
import imageNames from '../../../data/cheat/concepts/image-names.json';
import kubernetesNamespace from '../../../data/cheat/concepts/kubernetes-namespace.json';
import logs from '../../../data/cheat/concepts/logs.json';
import namespaces from '../../../data/cheat/concepts/namespaces.json';
import nerdctl from '../../../data/cheat/concepts/nerdctl.json';
import network from '../../../data/cheat/concepts/network.json';
import pause from '../../../data/cheat/concepts/pause.json';
import podSandbox from '../../../data/cheat/concepts/pod-sandbox.json';
import registries from '../../../data/cheat/concepts/registries.json';
import restart from '../../../data/cheat/concepts/restart.json';
import runc from '../../../data/cheat/concepts/runc.json';
import shim from '../../../data/cheat/concepts/shim.json';
import snapshot from '../../../data/cheat/concepts/snapshot.json';
import stop from '../../../data/cheat/concepts/stop.json';
import task from '../../../data/cheat/concepts/task.json';
import volumes from '../../../data/cheat/concepts/volumes.json';
import examples from '../../../data/cheat/examples.json';
import containersTable from '../../../data/cheat/tables/containers.json';
import daemonTable from '../../../data/cheat/tables/daemon.json';
import execTable from '../../../data/cheat/tables/exec.json';
import imagesTable from '../../../data/cheat/tables/images.json';
import logsTable from '../../../data/cheat/tables/logs.json';
import namespacesTable from '../../../data/cheat/tables/namespaces.json';
import podsTable from '../../../data/cheat/tables/pods.json';
import systemTable from '../../../data/cheat/tables/system.json';
import type {Tables} from '../tables.ts';
import {cellsOf} from './cells.ts';
import type {CheatData, CheatTable} from './data.ts';
import {entriesOf} from './entries.ts';
import {createSearch} from './search.ts';
import type {CheatSheet} from './sheet.ts';

/** The cheat sheet, in the order in which it is shown. In a module of its own: only who looks for it pays for it. */
export const cheatData: CheatData = {
	concepts: [
		container,
		criAndCtr,
		namespaces,
		task,
		podSandbox,
		logs,
		restart,
		stop,
		ids,
		imageNames,
		imageGc,
		snapshot,
		shim,
		crictl,
		ctr,
		nerdctl,
		execId,
		endpoint,
		network,
		volumes,
		build,
		registries,
		cgroups,
		kubernetesNamespace,
		pause,
		runc,
		content,
		dockershim,
	],
	tables: [
		containersTable,
		imagesTable,
		podsTable,
		logsTable,
		execTable,
		systemTable,
		namespacesTable,
		daemonTable,
	] as readonly CheatTable[],
	examples,
};

/** The cheat sheet with what the translator knows of each command. */
export function openCheatSheet(tables: Tables): CheatSheet {
	const entries = entriesOf(cheatData, tables);
	return {entries, search: createSearch(entries), cells: (row, versions) => cellsOf(row, tables, versions)};
}
