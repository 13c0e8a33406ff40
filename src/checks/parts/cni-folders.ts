import type {NodeSnapshot, Setting} from '../../model/node-snapshot.ts';
import {networkMakers} from '../about.ts';
import type {Fix} from '../check.ts';
import {replaceInLine, restart, run} from '../fixes.ts';
import {containerdSettings} from './containerd-settings.ts';

/** The setting that sends the runtime to this folder for the network's configuration or its plugins. */
export function settingOfFolder(node: NodeSnapshot, folder: string): Setting | undefined {
	const ofContainerd = containerdSettings(node);
	return [...ofContainerd, ...node.docker.criDockerdFlags, ...node.kubelet.flags].findLast(
		({name, value}) => /(conf|bin)[_-]dirs?$/.test(name) && value.includes(folder),
	);
}

/** The folder that is meant, put in place of the other; none where no setting is known that says it. */
export function otherFolder(node: NodeSnapshot, from: string, to: string): readonly Fix[] {
	const set = settingOfFolder(node, from);
	if (set === undefined) return [];
	const isUnit = /\.service(\.d\/|$)/.test(set.path);
	return [
		replaceInLine(set.path, set.line, from, to),
		...(isUnit ? [run('systemctl', 'daemon-reload')] : []),
		restart(...networkMakers(node)),
	];
}
