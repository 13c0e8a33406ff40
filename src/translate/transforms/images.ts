import {fullReference, hasTag, repositoryOf} from '../../model/image-ref.ts';
import {type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Arg} from '../types.ts';
import {onlyIfAll} from './ps.ts';

/**
 * `docker images`: crictl lists; where one repository is asked for, ctr does, because containerd's CRI ignores the
 * argument, and crictl's own filter leaves out images without a digest.
 */
export const images: Build = ({rule, args}, ask) => {
	const [repository] = ask.parsed.args;
	const references = filterValues(ask.values('filter'), 'reference');
	if (repository === undefined && references.length === 0) {
		return {commands: [{argv: ['crictl', 'images', ...args], effect: rule.effect}]};
	}
	const patterns = [
		...(repository === undefined ? [] : [repositoryPattern(repository)]),
		...references.map(globPattern),
	];
	const filters: readonly Arg[] = patterns.map(pattern => `name~=${JSON.stringify(pattern)}`);
	const quiet = ask.on('quiet');
	const findings: Found[] = [close('images.by-name')];
	if (quiet) findings.push(lost('images.names-not-ids'));
	if (ask.parsed.flags.has('format')) findings.push(lost('images.format-ctr'));
	return {
		commands: [
			{argv: ['ctr', '-n', 'k8s.io', 'images', 'ls', ...(quiet ? ['--quiet'] : []), ...filters], effect: rule.effect},
		],
		findings,
	};
};

export const imageFilter: FlagTransform = (values, ask) => {
	const args: string[] = [];
	const findings: Found[] = [];
	for (const value of values) {
		const equals = value.indexOf('=');
		if (equals < 0) return {error: `docker images --filter wants KEY=VALUE, not '${value}'`};
		const key = value.slice(0, equals).trim().toLowerCase();
		if (key === 'dangling') args.push('--filter', value);
		else if (key === 'reference') findings.push(note('images.reference'));
		else if (['before', 'since', 'label', 'until'].includes(key)) findings.push(lost('images.filter', {key}));
		else return {error: `docker images has no filter ${key}`, suggestion: 'reference'};
	}
	return {args, ...onlyIfAll(findings, ask, 'images.filter-ids')};
};

function filterValues(values: readonly string[], key: string): readonly string[] {
	return values.filter(value => value.startsWith(`${key}=`)).map(value => value.slice(key.length + 1));
}

function repositoryPattern(repository: string): string {
	if (hasTag(repository) || repository.includes('@')) return `^${quotePattern(fullReference(repository))}$`;
	return `^${quotePattern(repositoryOf(repository))}[:@]`;
}

/** docker's patterns match the name as docker shows it, with or without the tag: `busy*:1.*`, `team/*`. */
function globPattern(glob: string): string {
	const [first = ''] = glob.split('/');
	const full =
		glob.includes('/') && /[.:]/.test(first)
			? glob
			: glob.includes('/')
				? `docker.io/${glob}`
				: `docker.io/library/${glob}`;
	const body = [...full]
		.map(character => (character === '*' ? '[^/]*' : character === '?' ? '[^/]' : quotePattern(character)))
		.join('');
	return hasTag(glob) ? `^${body}$` : `^${body}[:@]`;
}

function quotePattern(text: string): string {
	return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
