import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Certificate} from '../../model/node-system.ts';
import {usualPki} from '../../model/pki-folder.ts';
import {type Fix, fatal, type Outcome, ok, worstOf} from '../check.ts';
import {advice, run} from '../fixes.ts';
import {controlPlaneAgain} from './control-plane-again.ts';

/** Certificates of the control plane that belong to another authority or another key: made by hand, or copied from elsewhere. */
export function unfit(node: NodeSnapshot): Outcome | undefined {
	const found = node.certificates.filter(one => one.unfit !== undefined);
	if (found.length === 0) return undefined;
	return worstOf(
		found.map(one => outcomeOf(one, node)),
		ok(''),
	);
}

function outcomeOf({path, subject, unfit: other}: Certificate, node: NodeSnapshot): Outcome {
	const again = [controlPlaneAgain(node), run('systemctl', 'restart', 'kubelet')];
	if (other?.for === 'no-key' || other?.for === 'no-certificate') {
		const what = other.for === 'no-key' ? 'private key' : 'certificate';
		return fatal(`${other.path} holds no ${what} that can be read: whoever needs it does not start`, {
			evidence: [{source: other.path, text: `no PEM block of a ${what}`}],
			fix: [
				...(isAuthority(path) ? authorityBack(other.path, other.folder) : madeAgain(path, other.folder, other.for)),
				...again,
			],
		});
	}
	const why = other?.for === 'key' ? `does not belong to ${other.path}` : `is not signed by ${other?.path}`;
	return fatal(`${path} ${why}: whoever serves or calls with it is refused`, {
		evidence: [{source: path, text: subject}],
		fix: [...madeAgain(path, other?.folder), ...again],
	});
}

const isAuthority = (path: string) => /(^|[/-])ca\.crt$/.test(path);

/** Made anew it would be another authority, and nothing that the old one signed would count. */
function authorityBack(path: string, folder = usualPki): readonly Fix[] {
	const inside = path === `${folder}/ca.crt`;
	if (!inside) return [advice(`put ${path} back from a copy, or from another node of the control plane`)];
	const taken = `grep -m 1 certificate-authority-data /etc/kubernetes/kubelet.conf | tr -d ' ' | cut -d: -f2 | base64 -d > ${path}`;
	return [run('sh', '-c', taken)];
}

/** One that serves has names in it, which a renewal keeps; of a client nothing is lost. Source: kubeadm 1.20, 1.30. */
function madeAgain(path: string, folder = usualPki, lacks?: 'no-key' | 'no-certificate'): readonly Fix[] {
	const where = folder === usualPki ? [] : ['--cert-dir', folder];
	const name = path
		.slice(folder.length + 1)
		.replace(/\.crt$/, '')
		.replace('/', '-');
	// A renewal reads the certificate of before, and makes a new key.
	if (lacks !== 'no-certificate' && ['apiserver', 'etcd-server', 'etcd-peer'].includes(name))
		return [run('kubeadm', 'certs', 'renew', name, ...where)];
	const key = path.replace(/\.crt$/, '.key');
	return [
		run('mv', path, `${path}.old`),
		run('mv', key, `${key}.old`),
		run('kubeadm', 'init', 'phase', 'certs', name, ...where),
	];
}
