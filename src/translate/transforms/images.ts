import {fullReference, hasTag, repositoryOf} from '../../model/image-ref.ts';
import {standInPattern} from '../stand-in.ts';
import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Arg} from '../types.ts';
import {rowsMark} from './awk-template.ts';
import {throughAwk} from './list.ts';
import {type ListTemplate, listTemplate} from './list-template.ts';
import {onlyIfAll} from './ps.ts';

/**
 * `docker images`: crictl lists. containerd's CRI ignores the name of a repository, and crictl's own filter leaves out images
 * without a digest, so awk chooses from crictl's table; IDs and templates are made of it too. JSON of some images nobody has.
 */
export const images: Build = ({rule, args}, ask) => {
	const [repository] = ask.parsed.args;
	const references = filterValues(ask.values('filter'), 'reference');
	const quiet = args.includes('--quiet');
	if (quiet && repository !== undefined && references.length === 0 && standInPattern.test(repository))
		return idOf(repository, ask);
	const template = listTemplate(ask);
	const byName = repository !== undefined || references.length > 0;
	const plain = ['crictl', 'images', ...args.filter(arg => arg !== '--quiet')] as const;
	const table = template?.created === true && !quiet ? withAges(plain) : plain;
	if (byName && (quiet || template !== undefined)) {
		const shown = quiet ? idsOnly(ask) : (template ?? idsOnly(ask));
		const rows = named(repository === undefined ? [] : [repository], references);
		const findings = quiet ? [] : [close('images.by-name-crictl')];
		return {commands: [throughAwk(table, shown, rows)], findings};
	}
	if (template !== undefined && !quiet) return {commands: [throughAwk(table, template)]};
	if (!byName) return {commands: [{argv: ['crictl', 'images', ...args], effect: rule.effect}]};
	const rows = named(repository === undefined ? [] : [repository], references);
	if (!ask.parsed.flags.has('format')) {
		const program = `NR == 1 || ${rows}`;
		return {
			commands: [{inputFrom: table, argv: ['awk', program], effect: rule.effect}],
			findings: [close('images.by-name-crictl')],
		};
	}
	const patterns = [
		...(repository === undefined ? [] : [repositoryPattern(repository)]),
		...references.map(globPattern),
	];
	const filters: readonly Arg[] = patterns.map(pattern => `name~=${JSON.stringify(pattern)}`);
	const findings: readonly Found[] = [close('images.by-name'), lost('images.format-ctr')];
	return {commands: [{argv: ['ctr', '-n', 'k8s.io', 'images', 'ls', ...filters], effect: rule.effect}], findings};
};

/** The rows of crictl's table and when each image was made, in UTC as its own settings tell; sizes as docker writes them. */
function withAges([crictl, images, ...flags]: readonly [string, string, ...Arg[]]): readonly [string, ...Arg[]] {
	const whole = flags.includes('--no-trunc');
	const template =
		'{{$id := .status.id}}{{$size := .status.size}}{{$made := or (index .info.imageSpec "created") "-"}}{{range .status.repoTags}}{{.}} {{$id}} {{$size}} {{$made}}{{"\\n"}}{{else}}<none>:<none> {{$id}} {{$size}} {{$made}}{{end}}';
	const size =
		'size = $3; unit = 1; while (size >= 1000 && unit < 5) {size /= 1000; unit++}; split("B kB MB GB TB", names, " ")';
	const row = `at = match($1, /:[^:]*$/); print substr($1, 1, at - 1), substr($1, at + 1), $2, sprintf("%.3g", size) names[unit], $4`;
	const short = whole ? '' : 'sub(/^sha256:/, "", $2); ';
	const program = [
		'echo IMAGE TAG ID SIZE CREATED',
		`"$@" --quiet | sort -u | xargs --no-run-if-empty crictl inspecti --output go-template --template "$0" | awk 'NF == 4 {${short}${size}; ${row}}'`,
	].join('; ');
	return ['sh', '-c', program, template, crictl, images, ...flags.filter(flag => flag !== '--no-trunc')];
}

/** `docker images -q "$IMAGE"`: a name that only the shell knows cannot be looked for in a table; the runtime completes it. */
function idOf(name: string, ask: Ask): ReturnType<Build> {
	const argv = ['crictl', 'inspecti', '--output', 'go-template', '--template', '{{.status.id}}', name] as const;
	const cut = ask.on('no-trunc') ? '' : ' | cut -c 8-19';
	const program = `"$@" 2>/dev/null${cut}`;
	return {
		commands: [{argv: ['sh', '-c', cut === '' ? `${program} || :` : program, 'sh', ...argv], effect: 'read'}],
		findings: [close('images.by-variable')],
	};
}

function idsOnly(ask: Ask): ListTemplate {
	const id = ask.on('digests') ? '$4' : '$3';
	return {text: `${rowsMark} {print ${ask.on('no-trunc') ? id : `substr(${id}, 1, 12)`}}`, empty: [], flags: []};
}

/** For awk: the row has the name. Brackets take the place of backslashes, which awk would read twice. */
function named(repositories: readonly string[], references: readonly string[]): string {
	const test = (pattern: string) =>
		`($1 ":" $2) ~ "${pattern.replace(/\\(.)/g, '[$1]').replaceAll('[^]', '\\\\^').replaceAll('"', '')}"`;
	const any = references.map(reference => (isShort(reference) ? shown(reference, test) : test(globPattern(reference))));
	return [...repositories.map(one => test(repositoryPattern(one))), ...(any.length === 0 ? [] : [either(any)])].join(
		' && ',
	);
}

/** A pattern with a slash whose first part is a wildcard: docker matches the names as it shows them. */
function isShort(glob: string): boolean {
	return glob.includes('/') && /^[^.:]*[*?][^.:]*$/.test(glob.split('/')[0] ?? '');
}

/** Those of docker.io are shown without it, those of docker.io/library without either, all others in full: a star stands for `k8s.gcr.io` too. */
function shown(glob: string, test: (pattern: string) => string): string {
	const ofHub = `(${test(globPattern(glob))} && $1 !~ "^docker[.]io/library/")`;
	return either([ofHub, `(${test(anchored(glob, glob))} && $1 !~ "^docker[.]io/")`]);
}

function either(tests: readonly string[]): string {
	return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' || ')})`;
}

export const imageFilter: FlagTransform = (values, ask) => {
	const args: string[] = [];
	const findings: Found[] = [];
	for (const value of values) {
		const equals = value.indexOf('=');
		if (equals < 0) return {error: `docker images --filter wants KEY=VALUE, not '${value}'`};
		const key = value.slice(0, equals).trim().toLowerCase();
		if (key === 'dangling' && ask.has('crictl', 'images', 'filter')) args.push('--filter', value);
		else if (key === 'dangling') findings.push(lost('images.dangling', {version: ask.versions.crictl}));
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
	if (/[*?]/.test(repository)) return globPattern(repository);
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
	return anchored(full, glob);
}

function anchored(full: string, glob: string): string {
	const body = [...full]
		.map(character => (character === '*' ? '[^/]*' : character === '?' ? '[^/]' : quotePattern(character)))
		.join('');
	return hasTag(glob) ? `^${body}$` : `^${body}[:@]`;
}

function quotePattern(text: string): string {
	return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
