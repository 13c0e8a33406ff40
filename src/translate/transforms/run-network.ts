import {byProcess} from '../container-arg.ts';
import {type Ask, close, type Found, lost} from '../transform.ts';
import type {Arg} from '../types.ts';
import {joinedContainer, networksOf} from './networks-of.ts';
import {hasOwnNames} from './run-names.ts';

export function hostNetwork(ask: Ask): readonly Arg[] {
	const [network = ''] = networksOf(ask);
	if (network === 'host') return hasOwnNames(ask) ? ['--with-ns', 'network:/proc/1/ns/net'] : ['--net-host'];
	const other = joinedContainer(ask);
	if (other === undefined) return [];
	// docker gives it the other's hostname too.
	const named = ask.values('hostname').length + ask.values('uts').length > 0;
	return [
		'--with-ns',
		namespaceOf('network', 'net', other),
		...(named ? [] : ['--with-ns', namespaceOf('uts', 'uts', other)]),
	];
}

/** docker's bridge becomes the CNI network of the node; ctr's own default is a namespace with nothing but loopback. */
export function networkFlags(ask: Ask): readonly Arg[] {
	const [network] = networksOf(ask);
	if (network === 'none') return [];
	const joined = hostNetwork(ask);
	return joined.length > 0 ? joined : ['--cni'];
}

export function networkFindings(ask: Ask): readonly Found[] {
	const [network = 'default', ...more] = networksOf(ask);
	if (network === 'none' || network === 'host' || network.startsWith('container:')) return [];
	const named = network !== 'default' && network !== 'bridge';
	return [
		close('run.cni'),
		...(named || more.length > 0
			? [{...lost('run.network', {network: [network, ...more].join(', ')}), flag: '--network'}]
			: []),
	];
}

/** A namespace of another container, by its process on the host. */
export function namespaceOf(kind: string, file: string, container: string): Arg {
	return byProcess(container, `${kind}:/proc/`, `/ns/${file}`);
}
