import {pkiFolderOf} from '../model/pki-folder.ts';
import {unit} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {controlPlaneAgain} from './parts/control-plane-again.ts';

export const signingKeys: Check = {
	id: 'signing-keys',
	title: 'keys of tokens',
	look(node) {
		const fits = node.state?.signingKeysFit;
		if (fits === undefined) return skipped('there are none on this node, or this user may not read them');
		const folder = pkiFolderOf((node.state?.staticPods ?? []).flatMap(({flags}) => flags));
		const [own, other] = [`${folder}/sa.key`, `${folder}/sa.pub`] as const;
		if (fits) return ok('sa.pub belongs to sa.key');
		const isService = unit(node, 'kube-apiserver.service') !== undefined;
		return fatal(
			`${other} is not the other half of ${own}: the API server refuses every token that is signed with it, those of pods and of the controllers (Unauthorized), and nothing new is made`,
			{
				evidence: [{source: other, text: `is of another key than ${own}`}],
				fix: [
					run('openssl', 'pkey', '-in', own, '-pubout', '-out', other),
					isService ? restart('kube-apiserver') : controlPlaneAgain(node),
					advice(
						'where several nodes are control planes, both files must be the same on all of them: compare them first',
					),
				],
			},
		);
	},
};
