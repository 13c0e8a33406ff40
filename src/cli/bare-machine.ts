import type {NodeFacts} from '../model/facts.ts';

/** Tools without which a machine is no node: where none of them is, the demo is shown. */
const nodeTools = ['crictl', 'ctr', 'containerd', 'kubelet'] as const;

/** Why the machine is no node: what was looked for and is not there, and what is; nothing where it is one. */
export function whyBare({listing, tools, lookedFor}: NodeFacts): string | undefined {
	if (listing.through !== 'nothing' || nodeTools.some(name => tools[name] !== undefined)) return undefined;
	const present = Object.keys(tools);
	const absent = lookedFor.map(place => place.split(':')[0] ?? '').filter(name => !present.includes(name));
	const clients = present.length === 0 ? '' : `; there is ${present.join(', ')}, and nothing that answers`;
	return `no container runtime here: looked for ${absent.join(', ')}${clients}`;
}
