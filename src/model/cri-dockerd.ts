import {known, type NodeSnapshot} from './node-snapshot.ts';

const usual = '/run/cri-dockerd.sock';

type Told = Pick<NodeSnapshot, 'units'> & {readonly docker: Pick<NodeSnapshot['docker'], 'criDockerdFlags'>};

/** Its units are `cri-docker.service` and `.socket` in its own packages, and `cri-dockerd` where kubespray made them. Of both, the one that runs. */
export function criDockerdName(units: NodeSnapshot['units']): 'cri-docker' | 'cri-dockerd' {
	const isThere = (name: string) => (known(units)?.[name]?.loadState ?? 'not-found') !== 'not-found';
	const runs = (name: string) => known(units)?.[name]?.activeState === 'active';
	if (!isThere('cri-dockerd.service')) return 'cri-docker';
	const isOther = !isThere('cri-docker.service') || (runs('cri-dockerd.service') && !runs('cri-docker.service'));
	return isOther ? 'cri-dockerd' : 'cri-docker';
}

/** Where cri-dockerd of this node listens: as its command line says, else as its socket unit does. `/var/run` is `/run`. */
export function criDockerdSocket({docker, units}: Told): string {
	const flag = docker.criDockerdFlags.findLast(({name}) => name === '--container-runtime-endpoint')?.value;
	if (flag?.startsWith('unix:')) return pathOf(flag);
	const files = known(units)?.[`${criDockerdName(units)}.socket`]?.files ?? [];
	const streams = files.flatMap(({text}) =>
		[...text.matchAll(/^\s*ListenStream\s*=\s*(\S+)/gm)].map(([, path]) => path),
	);
	const last = streams.at(-1)?.replaceAll('%t', '/run');
	return last?.startsWith('/') ? pathOf(last) : usual;
}

/** An endpoint of the CRI is that of cri-dockerd: by the name that everybody gives it, or by where it listens here. */
export function isOfCriDockerd(endpoint: string, told: Told): boolean {
	return /cri-dockerd\.sock$/.test(endpoint) || pathOf(endpoint) === criDockerdSocket(told);
}

const pathOf = (endpoint: string) => endpoint.replace(/^unix:\/*/, '/').replace(/^\/var\/run\//, '/run/');
