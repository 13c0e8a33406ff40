import {quote} from '../model/argv.ts';
import type {NewCluster} from '../model/new-cluster.ts';
import type {Cause} from './progress.ts';

export function saidOfNewCluster({createdAtMs}: NewCluster): string {
	const at = new Date(createdAtMs).toISOString();
	return `the API server answers for another, empty cluster, made at ${at}, after this walk began`;
}

const manifests = ['etcd.yaml', 'kube-apiserver.yaml'];
const watched = '/etc/kubernetes/manifests';
const aside = '/etc/kubernetes';

/** Both stop with their manifests; what the new one has by now is put aside, and nothing is thrown away. */
export function causeOfNewCluster(found: NewCluster): Cause {
	const {data, used} = found;
	const [moved] = data;
	const shell = (line: string) => asFix('sh', '-c', line);
	return {
		id: 'new-cluster',
		because: `etcd started without its data: ${saidOfNewCluster(found)}; nothing more is done to it`,
		evidence: [
			{source: used, text: 'made anew; nothing of the cluster as it was is in it'},
			...data.map(path => ({source: path, text: 'holds data of an etcd that does not run'})),
		],
		fix: [
			asFix('mv', ...manifests.map(name => `${watched}/${name}`), aside),
			shell("while ss -Htln 'sport = :2379 or sport = :6443' | grep -q .; do sleep 1; done"),
			asFix('mkdir', '-p', `${used}.empty`),
			asFix('mv', `${used}/member`, `${used}.empty/`),
			moved === undefined
				? {
						text: `put the data of before into ${used}: the folder \`member\`, from where it was moved to, or a snapshot (etcdctl snapshot restore)`,
					}
				: asFix('mv', `${moved}/member`, `${used}/`),
			asFix('mv', ...manifests.map(name => `${aside}/${name}`), watched),
		],
	};
}

const asFix = (...argv: readonly string[]) => ({text: quote(argv), argv});
