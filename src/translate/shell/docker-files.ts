import type {Assignment, Command, Word} from 'unbash';
import {packagesNamed} from './docker-packages.ts';
import {baseNameOf} from './interesting.ts';
import type {SaidSite} from './site.ts';
import {baseName, pastWrappers} from './wrappers.ts';

/** What is docker's own beside its client, and which finding tells where the same is now. */
const own: ReadonlyArray<readonly [pattern: RegExp, id: string]> = [
	[/\/var\/lib\/docker\/containers(\/|\b)/, 'shell.files.logs'],
	[/\/var\/lib\/docker(\/|\b(?![\w.-]))/, 'shell.files.data'],
	[/(^|[^\w])(\/var)?\/run\/docker\.sock\b/, 'shell.files.socket'],
	[/\/etc\/docker\/(daemon\.json|certs\.d)|\/etc\/docker(\/|$)/, 'shell.files.config'],
	[/\/run\/docker\.pid\b/, 'shell.files.process'],
	[/^\/usr\/(local\/)?bin\/dockerd?$/, 'shell.files.program'],
];

/** What only says the words. */
const speaks = /^(echo|printf|logger|:|true|wall)$/;

const ofProcesses = /^(pgrep|pkill|pidof|killall)$/;

type Place = {readonly statement: number; readonly backquoted: boolean};

/** The first of docker's own files that a command names, its daemon's process or its packages: containerd has none of them. */
export function filesNamed({redirects}: Command, words: readonly Word[], place: Place): readonly SaidSite[] {
	const program = baseName(words[pastWrappers(words)?.at ?? 0]);
	const targets = redirects.flatMap(each =>
		each.type === 'Redirect' && each.target !== undefined ? [each.target] : [],
	);
	if (speaks.test(program)) return fileIn(targets, place);
	const process = ofProcesses.test(program)
		? words.find(({value}) => /^dockerd?$/.test(value))
		: program.endsWith('grep')
			? words.find(({value}) => /^dockerd$/.test(value))
			: undefined;
	if (process !== undefined) return [said(process, 'shell.files.process', place)];
	const named = packagesNamed(words);
	return named === undefined ? fileIn([...words.slice(1), ...targets], place) : [said(named.word, named.id, place)];
}

/** `LOGS=/var/lib/docker/containers` */
export function fileAssigned({value}: Assignment, place: Place): readonly SaidSite[] {
	return value.type === 'Word' && baseNameOf(value.value) !== 'docker' ? fileIn([value], place) : [];
}

export function fileIn(words: readonly Word[], place: Place): readonly SaidSite[] {
	for (const word of words) {
		const [, id] = own.find(([pattern]) => pattern.test(word.value)) ?? [];
		const isPlain = !(word.parts ?? []).some(({type}) => type === 'CommandExpansion');
		if (id !== undefined && isPlain) return [said(word, id, place)];
	}
	return [];
}

function said({pos, end}: {readonly pos: number; readonly end: number}, id: string, place: Place): SaidSite {
	return {kind: 'said', pos, end, id, statement: place.statement, backquoted: place.backquoted};
}
