import {known, type NodeSnapshot, type Setting} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {needsDocker} from '../about.ts';
import {fatal, type Outcome} from '../check.ts';
import {at, deleteLine, replaceInLine, run} from '../fixes.ts';

/** Settings of one manifest that do not fit what another says or what the node holds. */
export function misplaced(pods: readonly StaticPod[], node: NodeSnapshot): readonly Outcome[] {
	const one = (name: string) => pods.find(pod => pod.name === name);
	const [etcd, apiServer] = [one('etcd'), one('kube-apiserver')];
	return [
		...(etcd && apiServer ? otherEtcd(etcd, apiServer) : []),
		...(etcd && isBereft(node) ? otherData(etcd) : []),
		...(apiServer ? [...otherPorts(apiServer, node), ...ownPort(apiServer, node)] : []),
		...pods.flatMap(pod => noImage(pod, node)),
		...pods.flatMap(pod => foreignAddress(pod, node)),
		...(etcd ? foreignUrls(etcd, apiServer, node) : []),
	];
}

function flagOf({flags}: StaticPod, name: string): Setting | undefined {
	return flags.findLast(flag => flag.name === name);
}

/** The API server asks an etcd of this very node at a port where that one does not listen. */
function otherEtcd(etcd: StaticPod, apiServer: StaticPod): readonly Outcome[] {
	const asked = flagOf(apiServer, '--etcd-servers');
	const served = flagOf(etcd, '--listen-client-urls');
	if (asked === undefined || served === undefined) return [];
	const urls = served.value.split(',');
	const local = asked.value.split(',').filter(url => /\/\/(127\.0\.0\.1|localhost|\[::1\]):/.test(url));
	if (local.length === 0 || local.some(url => urls.includes(url))) return [];
	const better = urls.find(url => url.includes('127.0.0.1')) ?? urls[0] ?? '';
	return [
		fatal(
			`the API server asks etcd at ${asked.value}, and etcd serves at ${served.value}: the API server does not start`,
			{
				evidence: [at(asked), at(served)],
				fix: [replaceInLine(asked.path, asked.line, asked.value, better)],
			},
		),
	];
}

/** A program of this control plane asks the API server of this very machine at a port where that one does not listen. */
function otherPorts(apiServer: StaticPod, {kubeconfigs}: NodeSnapshot): readonly Outcome[] {
	const port = flagOf(apiServer, '--secure-port')?.value ?? '6443';
	const parts = (server = '') => /^https:\/\/(.+):(\d+)\/?$/.exec(server)?.slice(1) ?? [];
	const hosts = kubeconfigs.map(({server}) => parts(server)).filter(([, at]) => at === port);
	return kubeconfigs
		.filter(({path}) => /\/(controller-manager|scheduler)\.conf$/.test(path))
		.flatMap(({path, server}) => {
			const [host, at] = parts(server);
			if (server === undefined || at === port || !hosts.some(([same]) => same === host)) return [];
			return [
				fatal(`${path} names ${server}, and the API server listens at port ${port}: who uses it ends again and again`, {
					evidence: [{source: path, text: `server: ${server}`}],
					fix: [run('sed', '-i', `s|server: ${server}|server: https://${host}:${port}|`, path)],
				}),
			];
		});
}

/** Everybody asks it at a port of this very machine at which nothing listens, and it is told another. */
function ownPort(apiServer: StaticPod, {kubeconfigs, sockets, state}: NodeSnapshot): readonly Outcome[] {
	const set = flagOf(apiServer, '--secure-port');
	const listening = known(sockets)?.map(({address}) => address);
	if (set === undefined || listening === undefined) return [];
	const asked = kubeconfigs.flatMap(({server}) => {
		const [, host = '', port = ''] = /^https:\/\/([\d.]+|localhost):(\d+)\/?$/.exec(server ?? '') ?? [];
		return host === 'localhost' || state?.addresses?.includes(host) === true ? [port] : [];
	});
	const [port] = asked;
	// A load balancer in front of it has the port that is asked.
	if (port === undefined || asked.some(each => each !== port) || port === set.value) return [];
	if (listening.some(address => address.endsWith(`:${port}`))) return [];
	return [
		fatal(
			`kube-apiserver listens at port ${set.value} (${set.path}), and kubelet, controller manager, scheduler and kubectl of this node ask it at ${port}`,
			{evidence: [at(set)], fix: [replaceInLine(set.path, set.line, set.value, port)]},
		),
	];
}

/** The cluster is not what it was, and the data of one lie where they usually are. */
function isBereft(node: NodeSnapshot): boolean {
	return 'missing' in node.node && node.kinds['/var/lib/etcd/member'] !== undefined;
}

/** What is in --data-dir must be mounted from the node, and from where the data are. */
function otherData(etcd: StaticPod): readonly Outcome[] {
	const dir = flagOf(etcd, '--data-dir');
	const usual = '/var/lib/etcd';
	// Keys of its own may lie in a folder of that name too, wherever kubeadm was told to keep them.
	const holdsKeys = (folder: string) =>
		etcd.flags.some(
			({name, value}) => /-(cert|key|ca)-file$|^--(cert|key)-file$/.test(name) && value.startsWith(`${folder}/`),
		);
	const mounted = etcd.hostPaths.find(
		({value}) => value.includes('/etcd') && !value.startsWith('/etc/') && !holdsKeys(value),
	);
	if (dir === undefined || mounted === undefined) return [];
	const wrong = [mounted, dir].find(({value}) => value !== usual);
	// Who moved it on purpose moved both.
	if (wrong === undefined || mounted.value === dir.value) return [];
	return [
		fatal(
			`etcd keeps its data in ${dir.value} of the container, and the manifest mounts ${mounted.value} of the node: it starts with data other than before, or loses them with the container`,
			{evidence: [at(dir), at(mounted)], fix: [replaceInLine(wrong.path, wrong.line, wrong.value, usual)]},
		),
	];
}

/** It would serve at an address that is not of this node. */
function foreignAddress(pod: StaticPod, node: NodeSnapshot): readonly Outcome[] {
	const set = flagOf(pod, '--bind-address');
	const own = node.state?.addresses;
	if (set === undefined || own === undefined || own.length === 0) return [];
	if (own.includes(set.value) || !/^\d+\.\d+\.\d+\.\d+$/.test(set.value) || set.value.startsWith('0.')) return [];
	return [
		fatal(`--bind-address=${set.value} of ${pod.name} is no address of this node: it does not start`, {
			evidence: [at(set), {source: 'addresses of the node', text: own.join(', ')}],
			fix: [deleteLine(set.path, set.line)],
		}),
	];
}

/** etcd is to listen where the node was before it got another address. */
function foreignUrls(etcd: StaticPod, apiServer: StaticPod | undefined, node: NodeSnapshot): readonly Outcome[] {
	const own = node.state?.addresses ?? [];
	if (own.length === 0) return [];
	const hosts = (value: string) => [...value.matchAll(/\/\/(\d+\.\d+\.\d+\.\d+):/g)].map(([, host = '']) => host);
	const isForeign = (host: string) => !own.includes(host) && !host.startsWith('127.') && host !== '0.0.0.0';
	const wrong = etcd.flags.filter(({name, value}) => /^--listen-\w+-urls$/.test(name) && hosts(value).some(isForeign));
	const [old] = wrong.flatMap(({value}) => hosts(value).filter(isForeign));
	const [first] = wrong;
	if (old === undefined || first === undefined) return [];
	const asked = node.kubeconfigs.flatMap(({server}) => /^https:\/\/([\d.]+):/.exec(server ?? '')?.[1] ?? []);
	const told = apiServer === undefined ? undefined : flagOf(apiServer, '--advertise-address')?.value;
	const now = [told ?? '', ...asked].find(host => own.includes(host) && !host.startsWith('127.'));
	return [
		fatal(`etcd is to listen at ${old} (${first.path}), which is no address of this node: it does not start`, {
			evidence: [...wrong.map(at), {source: 'addresses of the node', text: own.join(', ')}],
			fix: now === undefined ? [] : [run('sed', '-i', `s|${old.replaceAll('.', '\\.')}|${now}|g`, first.path)],
		}),
	];
}

function noImage({name, image}: StaticPod, node: NodeSnapshot): readonly Outcome[] {
	const images = needsDocker(node) ? node.state?.stores.flatMap(({names = []}) => names) : namesOf(node);
	if (image === undefined || images === undefined || images.length === 0 || images.includes(image.value)) return [];
	// docker's list here has tags alone.
	if (image.value.includes('@')) return [];
	const repository = (text: string) => text.replace(/[:@][^/]*$/, '');
	const tagged = images.filter(each => !each.includes('@'));
	const last = (text: string) => repository(text).split('/').at(-1);
	// Another registry has it by the same last name: k8s.gcr.io became registry.k8s.io.
	const other =
		tagged.find(each => repository(each) === repository(image.value)) ??
		tagged.findLast(each => last(each) === last(image.value));
	if (other === undefined) return [];
	return [
		fatal(
			`${image.value} of ${name} is not on the node, and ${other} is: where no registry has it, ${name} does not start`,
			{
				evidence: [at(image)],
				fix: [replaceInLine(image.path, image.line, image.value, other)],
			},
		),
	];
}

function namesOf(node: NodeSnapshot): readonly string[] | undefined {
	return known(node.crictl.images)?.flatMap(({names}) => names);
}
