import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

/** The scheduler said so of a pod while the walk, or an undo, kept the node cordoned. Seen at the end of an undo. */
export function isSoNow(id: string, {node}: Pick<NodeSnapshot, 'node'>): boolean {
	return id !== 'node-cordoned' || known(node)?.unschedulable !== false;
}
