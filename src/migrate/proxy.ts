import {known} from '../model/node-snapshot.ts';
import {dockerSettings} from './docker-settings.ts';
import {type MigrationFacts, unitState} from './facts.ts';

const folder = '/etc/systemd/system/containerd.service.d';
export const proxyPath = `${folder}/http-proxy.conf`;

export type Proxy = Readonly<Record<string, {readonly value: string; readonly path: string}>>;

/** The proxy that docker's daemon uses: by daemon.json, which counts more, else by its environment. */
export function proxyOfDocker({snapshot}: MigrationFacts): Proxy {
	const fromEnvironment = snapshot.docker.environment
		.filter(({name}) => /^(https?|all|no)_proxy$/i.test(name))
		.map(({name, value, path}) => [name, {value, path}] as const);
	const file = known(snapshot.docker.config);
	const settings = file?.broken ? {} : dockerSettings(snapshot);
	const path = file?.path ?? 'dockerd';
	const told = Object.entries((settings.proxies ?? {}) as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
		/^(https?|no)-proxy$/.test(name)
			? [[name.toUpperCase().replace('-', '_'), {value: String(value), path}] as const]
			: [],
	);
	return Object.fromEntries([...fromEnvironment, ...told]);
}

/** A drop-in of containerd with what its unit does not say yet; what somebody set for it counts more. */
export function proxyFile(facts: MigrationFacts): {readonly path: string; readonly text: string} | undefined {
	const unit = unitState(facts, 'containerd.service');
	const own = new Set(
		[...(unit?.properties.Environment ?? '').matchAll(/(?:^|\s)"?(\w+)=/g)].map(([, name = '']) => name.toUpperCase()),
	);
	const missing = Object.entries(proxyOfDocker(facts)).filter(([name]) => !own.has(name.toUpperCase()));
	if (missing.length === 0) return undefined;
	const lines = missing.map(([name, {value}]) => `Environment=${quoted(`${name}=${value}`)}`);
	const text = `[Service]\n${lines.join('\n')}\n`;
	const taken = unit?.files.find(({path}) => path === proxyPath);
	return {path: taken && taken.text !== text ? `${folder}/http-proxy-of-docker.conf` : proxyPath, text};
}

/** One value as systemd reads it back: `%` begins a specifier. Source: systemd.exec(5), Environment=. */
function quoted(text: string): string {
	return `"${text.replace(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}
