import type {Reader} from '../../host/host.ts';
import {isGoStack} from '../../model/go-stack.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {readYaml} from './config-file.ts';
import {namesIn, textIfAny} from './part.ts';

const logs = '/var/log/pods';
/** Enough for the last words of a program that ends. */
const tailBytes = 96 * 1024;

/** The manifests of a folder of static pods, what they name on the node, and the end of the newest log of each. */
export async function gatherStaticPods(reader: Reader, folder: string): Promise<readonly StaticPod[]> {
	const [names, pods] = await Promise.all([namesIn(reader, folder), namesIn(reader, logs)]);
	// The kubelet reads every file that does not begin with a dot, whatever its name ends in.
	const manifests = names.filter(name => !name.startsWith('.') && !/^sed\w{6}$/.test(name));
	return Promise.all(manifests.map(name => podOf(reader, `${folder}/${name}`, pods)));
}

async function podOf(reader: Reader, path: string, pods: readonly string[]): Promise<StaticPod> {
	const file = readYaml(path, (await textIfAny(reader, path)) ?? '');
	const said = (name: string) => file.settings.find(setting => setting.name === name);
	const name = said('metadata.name')?.value ?? path.replace(/^.*\/|\.\w+$/g, '');
	const flags = file.settings.flatMap(({name: key, value, line}) => {
		const [, flag, text = 'true'] = /^(--[\w-]+)(?:=(.*))?$/s.exec(value) ?? [];
		return flag !== undefined && /^spec\.containers\.0\.(command|args)\./.test(key)
			? [{name: flag, value: text, path, line}]
			: [];
	});
	const image = said('spec.containers.0.image');
	const hostPaths = file.settings.filter(({name: key}) => /^spec\.volumes\.\d+\.hostPath\.path$/.test(key));
	const mountPaths = file.settings.filter(({name: key}) =>
		/^spec\.containers\.0\.volumeMounts\.\d+\.mountPath$/.test(key),
	);
	// The container sees these where the node has them.
	const same = hostPaths.map(({value}) => value).filter(value => mountPaths.some(({value: at}) => at === value));
	const isOfNode = (value: string) =>
		value.startsWith('/etc/kubernetes/') || (/\.(crt|key|pub|pem|conf)$/.test(value) && isIn(value, same));
	const named = [
		...new Set(flags.map(({value}) => value).filter(value => /^\/.*\.\w+$/.test(value) && isOfNode(value))),
	];
	const there = await Promise.all(named.map(each => reader.kindOf(each).catch(() => 'closed to this user')));
	return {
		name,
		path,
		text: file.text,
		...(file.broken === undefined ? {} : {broken: file.broken}),
		flags,
		...(image === undefined ? {} : {image}),
		hostPaths,
		mountPaths,
		absent: named.filter((_, index) => there[index] === undefined),
		log: await lastWords(reader, pods, name),
	};
}

const isIn = (path: string, folders: readonly string[]) =>
	folders.some(each => path === each || path.startsWith(`${each}/`));

/** `kube-system_etcd-node1_<hash>/etcd/3.log`: the attempt with the highest number, the folder that has one most lately named. */
async function lastWords(reader: Reader, pods: readonly string[], name: string): Promise<readonly string[]> {
	const folders = pods.filter(each => each.startsWith(`kube-system_${name}-`)).map(each => `${logs}/${each}/${name}`);
	const found = await Promise.all(
		folders.map(async folder => {
			const attempts = (await namesIn(reader, folder)).filter(each => /^\d+\.log$/.test(each));
			const last = Math.max(...attempts.map(each => Number.parseInt(each, 10)));
			return attempts.length === 0 ? [] : [`${folder}/${last}.log`];
		}),
	);
	const texts = await Promise.all(found.flat().map(path => tailOf(reader, path)));
	const lines = texts.map(text =>
		text
			.split('\n')
			.map(messageOf)
			.filter(message => message !== '' && !isGoStack(message))
			.slice(-40),
	);
	return lines.toSorted((left, right) => right.length - left.length).flat();
}

async function tailOf(reader: Reader, path: string): Promise<string> {
	const file = await reader.openFile(path).catch(() => undefined);
	if (file === undefined) return '';
	try {
		const size = await file.size();
		const from = Math.max(0, size - tailBytes);
		return new TextDecoder().decode(await file.read(from, size - from));
	} finally {
		await file.close();
	}
}

/** `2026-11-27T00:00:00.1Z stderr F text`, or docker's `{"log":"text\n","stream":"stderr","time":"…"}`. */
function messageOf(line: string): string {
	const cri = /^\d{4}-\S+ (?:stdout|stderr) [FP] (.*)$/.exec(line)?.[1];
	if (cri !== undefined) return cri;
	if (!line.startsWith('{"log":')) return '';
	try {
		return String(JSON.parse(line).log).trimEnd();
	} catch {
		return '';
	}
}
