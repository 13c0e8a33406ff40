import type {Container} from './container.ts';

/** What a row of the tree stands for, with what leads on from it. */
export type TreeNode =
	| {readonly kind: 'pod'; readonly id: string; readonly namespace: string}
	| {readonly kind: 'sandbox'; readonly id: string}
	| {readonly kind: 'container'; readonly container: Container}
	| {readonly kind: 'task'; readonly pid: number; readonly id: string}
	| {readonly kind: 'image'; readonly key?: string}
	| {readonly kind: 'snapshot'; readonly key: string; readonly snapshotter: string}
	| {readonly kind: 'log'; readonly container: Container};

/** A row of the tree: pod → sandbox → container → task, image, snapshots, log. */
export type TreeRow = {
	/** Unique in the tree: the same image stands under every container that uses it. */
	readonly id: string;
	/** Branches before it, as they are drawn: `│  ├─ `. */
	readonly branch: string;
	readonly depth: number;
	readonly node: TreeNode;
	readonly label: string;
	readonly state?: string;
	readonly detail: string;
	/** The row at the root: the ID of the pod sandbox, or of a container that is in no pod. */
	readonly rootId: string;
	readonly containerdNamespace?: string;
	readonly labels: Readonly<Record<string, string>>;
};
