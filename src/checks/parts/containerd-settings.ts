import {known, type NodeSnapshot, type Setting} from '../../model/node-snapshot.ts';

/** Of config.toml and of what it imports, in the order in which containerd reads them: the last of a name counts. */
export function containerdSettings({containerd}: Pick<NodeSnapshot, 'containerd'>): readonly Setting[] {
	return [known(containerd.config) ?? [], containerd.imports].flat().flatMap(({settings}) => settings);
}
