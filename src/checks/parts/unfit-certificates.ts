import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Certificate} from '../../model/node-system.ts';
import {type Fix, fatal, type Outcome, ok, worstOf} from '../check.ts';
import {run} from '../fixes.ts';
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
	const why = other?.for === 'key' ? `does not belong to ${other.path}` : `is not signed by ${other?.path}`;
	return fatal(`${path} ${why}: whoever serves or calls with it is refused`, {
		evidence: [{source: path, text: subject}],
		fix: [...madeAgain(path), controlPlaneAgain(node), run('systemctl', 'restart', 'kubelet')],
	});
}

/** One that serves has names in it, which a renewal keeps; of a client nothing is lost. Source: kubeadm 1.20, 1.30. */
function madeAgain(path: string): readonly Fix[] {
	const name = path
		.replace(/^\/etc\/kubernetes\/pki\//, '')
		.replace(/\.crt$/, '')
		.replace('/', '-');
	if (['apiserver', 'etcd-server', 'etcd-peer'].includes(name)) return [run('kubeadm', 'certs', 'renew', name)];
	const key = path.replace(/\.crt$/, '.key');
	return [run('mv', path, `${path}.old`), run('mv', key, `${key}.old`), run('kubeadm', 'init', 'phase', 'certs', name)];
}
