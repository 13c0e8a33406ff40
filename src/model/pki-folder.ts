import type {Setting} from './node-snapshot.ts';

/** Where kubeadm keeps keys and certificates, where nobody told it of another place (`certificatesDir`). */
export const usualPki = '/etc/kubernetes/pki';

/** The place, told by the authority that the flags of the control plane name. */
export function pkiFolderOf(flags: ReadonlyArray<Pick<Setting, 'name' | 'value'>>): string {
	const inIt = flags.flatMap(({name, value}) => {
		if (name === '--client-ca-file') return /^(\/.+)\/ca\.crt$/.exec(value)?.[1] ?? [];
		return name === '--trusted-ca-file' ? (/^(\/.+)\/etcd\/ca\.crt$/.exec(value)?.[1] ?? []) : [];
	});
	return inIt[0] ?? usualPki;
}
