import {daemonLists, daemonNumbers, daemonTruths} from './docker-keys.ts';
import {refusedMirrors} from './docker-mirrors.ts';

export type WrongValue = {readonly name: string; readonly why: string; readonly meant: unknown};

/** Values of daemon.json of another kind than dockerd takes, and what is meant where that is sure. */
export function wrongValues(data: Readonly<Record<string, unknown>>, docker?: string): readonly WrongValue[] {
	return Object.entries(data).flatMap(
		([name, value]) => wrongIn(name, value) ?? wrongMirrors(name, value, docker) ?? [],
	);
}

/** Without those mirrors docker starts, and asks the registry itself. */
function wrongMirrors(name: string, value: unknown, docker: string | undefined): WrongValue | undefined {
	if (name !== 'registry-mirrors' || !Array.isArray(value)) return undefined;
	const refused = refusedMirrors(value, docker);
	const [first] = refused;
	if (first === undefined) return undefined;
	const meant = value.filter(mirror => !refused.some(each => each.mirror === mirror));
	return {name, why: `names the mirror ${first.shown}, which ${first.why}`, meant};
}

function wrongIn(name: string, value: unknown): WrongValue | undefined {
	if (daemonLists.has(name) && typeof value === 'string') {
		const meant = value.split(/[\s,]+/).filter(Boolean);
		return {name, why: 'must be a list', meant: name === 'registry-mirrors' ? meant.map(withScheme) : meant};
	}
	if (daemonTruths.has(name) && typeof value === 'string')
		return /^(true|false)$/i.test(value)
			? {name, why: 'must be true or false without quotes', meant: value.toLowerCase() === 'true'}
			: {name, why: 'must be true or false', meant: undefined};
	if (daemonNumbers.has(name) && typeof value === 'string')
		return {name, why: 'must be a number without quotes', meant: /^-?\d+$/.test(value) ? Number(value) : undefined};
	if (name === 'insecure-registries' && Array.isArray(value) && value.some(hasPath))
		return {name, why: 'must name hosts, without a path behind them', meant: value.map(withoutPath)};
	const bare = name === 'registry-mirrors' && Array.isArray(value) && value.some(hasNoScheme);
	return bare
		? {name, why: 'must name mirrors with https:// or http:// before them', meant: value.map(withScheme)}
		: undefined;
}

/** A range of addresses is none. Source: moby, registry.loadInsecureRegistries; seen: docker 20.10.24. */
function hasPath(registry: unknown): boolean {
	return typeof registry === 'string' && !isRange.test(registry) && registry.replace(scheme, '').includes('/');
}

function withoutPath(registry: unknown): unknown {
	return hasPath(registry) ? String(registry).replace(scheme, '').replace(/\/.*$/, '') : registry;
}

const scheme = /^https?:\/\//i;
const isRange = /^[\d.:a-f]+\/\d+$/i;

function hasNoScheme(mirror: unknown): boolean {
	return typeof mirror === 'string' && !/^https?:\/\//.test(mirror);
}

function withScheme(mirror: unknown): unknown {
	return hasNoScheme(mirror) ? `https://${mirror}` : mirror;
}
