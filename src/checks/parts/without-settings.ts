import type {ConfigFile, Setting} from '../../model/node-snapshot.ts';
import type {Fix} from '../check.ts';
import {removeFlag, run} from '../fixes.ts';
import {writeJson} from './json-repair.ts';

/** Without these a kubelet has no configuration, no cluster or no credentials: to take them out mends nothing. */
const needed = /^--(config|kubeconfig|bootstrap-kubeconfig|container-runtime-endpoint|cert-dir|root-dir)$/;

/** Without them a kubelet starts, and lets nobody in, or everybody. */
const guards = /^(authentication|authorization)\b|^--(anonymous-auth|authorization-mode|client-ca-file)$/;

export function isTakeable({name}: Setting): boolean {
	return !needed.test(name) && !guards.test(name);
}

/** One of them without the other is refused as well. */
const pairs = [
	['--image-credential-provider-config', '--image-credential-provider-bin-dir'],
	['--tls-cert-file', '--tls-private-key-file'],
];

/** With those that only go together with them. */
export function withPartners(settings: readonly Setting[], all: readonly Setting[]): readonly Setting[] {
	const partners = settings.flatMap(({name}) => pairs.filter(pair => pair.includes(name)).flat());
	const names = new Set(settings.map(({name}) => name));
	return [...settings, ...all.filter(({name}) => partners.includes(name) && !names.has(name))];
}

/** Lines become comments, so that all others keep their numbers and what was meant can still be read. */
export function without(settings: readonly Setting[], files: readonly ConfigFile[]): readonly Fix[] {
	const flags = settings.filter(({name}) => name.startsWith('-')).map(removeFlag);
	const keys = settings.filter(({name}) => !name.startsWith('-'));
	const lines = [...new Map(keys.map(one => [`${one.path}:${one.line}`, one])).values()];
	const ofFiles = files.flatMap((file): readonly Fix[] => {
		const own = lines.filter(({path}) => path === file.path);
		if (own.length === 0) return [];
		if (!file.path.endsWith('.json')) return own.map(({path, line}) => run('sed', '-i', `${line}s/^/# /`, path));
		const tops = own.map(({name}) => name.split('.')[0] ?? '');
		const {data} = file as ConfigFile & {readonly data?: Readonly<Record<string, unknown>>};
		const left = Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => !tops.includes(key)));
		return [writeJson(file.path, left)];
	});
	return [...flags, ...ofFiles];
}
