import type {Client} from '../clients/client.ts';
import {firstFrom} from './edits.ts';

/** Where a shell text may run docker: what is nowhere near is not looked at. */
export type Interesting = {
	/** Clients of other engines that are read as docker. */
	readonly clients: readonly Client[];
	within(pos: number, end: number): boolean;
	/** `$DOCKER`, `"${DOCKER:-docker}"`: a variable that this text sets to docker. */
	isVariable(word: string): boolean;
	/** `set -e`, `set -o errexit`, `#!/bin/sh -e`. */
	readonly errexit: boolean;
	/** `set -o pipefail`: what a reader leaves unread is a failure of its writer. */
	readonly pipefail: boolean;
};

const setsErrexit = /^#!.*\s-[a-zA-Z]*e|\bset\s+([-+]\w+\s+)*-([a-zA-Z]*e|o\s+errexit)/m;

const setToDocker =
	/\b(\w+)=["']?(?:\$\{\w+:?-)?(?:(?:sudo[ \t]+)?[\w./-]*\/)?(?:sudo[ \t]+)?docker\}?["']?(?=[\s;&|)]|$)/g;
const asked = /\b(\w+)=["']?(?:\$\(|`)\s*(?:command\s+-v|which|type\s+-[pP])\s+[\w./-]*docker\b/g;
const asArray = /\b(\w+)=\(\s*(?:sudo[ \t]+)?["']?(?:[\w./-]*\/)?docker\b/g;
const asDefault = /\$\{(\w+):?[-=](?:[\w./-]*\/)?docker\}/g;

export function interesting(source: string, clients: readonly Client[]): Interesting {
	const names = new Set<string>();
	for (const pattern of [setToDocker, asked, asArray, asDefault])
		for (const [, name = ''] of source.matchAll(pattern)) names.add(name);
	const variable = names.size === 0 ? '' : `|\\$\\{?(?:${[...names].join('|')})\\b`;
	const places = [...source.matchAll(new RegExp(['docker', 'DOCKER_', ...clients].join('|') + variable, 'g'))].map(
		({index}) => ({pos: index}),
	);
	const isOne = new RegExp(
		`^"?(?:\\$(?:${[...names].join('|')})|\\$\\{(?:${[...names].join('|')})(?:\\[[@*0]\\]|:?[-=][^}\\s]*)?\\})"?$`,
	);
	return {
		clients,
		errexit: setsErrexit.test(source),
		pipefail: /\bset\s+([-+]\w+\s+)*-\w*o\s+pipefail\b/.test(source),
		within(pos, end) {
			const next = places[firstFrom(places, pos)];
			return next !== undefined && next.pos < end;
		},
		isVariable: word => names.size > 0 && word.includes('$') && isOne.test(word),
	};
}

/** `docker` for `/usr/bin/docker`. */
export function baseNameOf(path: string): string {
	return path.includes('/') ? path.replace(/^.*\//s, '') : path;
}
