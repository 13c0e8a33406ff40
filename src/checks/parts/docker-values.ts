import {daemonLists, daemonNumbers, daemonTruths} from './docker-keys.ts';

export type WrongValue = {readonly name: string; readonly why: string; readonly meant: unknown};

/** Values of daemon.json of another kind than dockerd takes, and what is meant where that is sure. */
export function wrongValues(data: Readonly<Record<string, unknown>>): readonly WrongValue[] {
	return Object.entries(data).flatMap(([name, value]) => wrongIn(name, value) ?? []);
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
	const bare = name === 'registry-mirrors' && Array.isArray(value) && value.some(hasNoScheme);
	return bare
		? {name, why: 'must name mirrors with https:// or http:// before them', meant: value.map(withScheme)}
		: undefined;
}

function hasNoScheme(mirror: unknown): boolean {
	return typeof mirror === 'string' && !/^https?:\/\//.test(mirror);
}

function withScheme(mirror: unknown): unknown {
	return hasNoScheme(mirror) ? `https://${mirror}` : mirror;
}
