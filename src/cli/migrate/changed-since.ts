import type {Reader} from '../../host/host.ts';
import type {Entry} from '../../migrate/ledger.ts';
import type {Cause} from '../../migrate/progress.ts';
import {lastWalk} from '../../migrate/walks.ts';
import {type Argv, quote} from '../../model/argv.ts';
import {literalPattern} from '../../model/literal-pattern.ts';

export type ChangedFile = {
	readonly path: string;
	readonly what: 'gone' | 'other';
	/** Puts it back as it was when the walk began. */
	readonly back: Argv;
};

/** Files that the walk kept a copy of when it began, that it did not write itself, and that are not as they were. */
export async function changedSince(
	host: Pick<Reader, 'query'>,
	entries: readonly Entry[],
): Promise<readonly ChangedFile[]> {
	const walk = lastWalk(entries);
	const archive = archiveOf(walk);
	if (archive === undefined) return [];
	const own = new Set(walk.flatMap(entry => (entry.do === 'write' ? [entry.path] : [])));
	const compare: Argv = ['tar', '--diff', '--gzip', '--file', archive, '--directory', '/'];
	const answer = await host.query(compare, {timeoutMs: 5000}).catch(() => undefined);
	if (answer === undefined) return [];
	const seen = new Map<string, ChangedFile['what']>();
	for (const line of `${answer.stdout}\n${answer.stderr}`.split('\n')) {
		const [, name, said = ''] = /^(?:tar: )?\/?(.{1,400}?): (.*)$/.exec(line) ?? [];
		if (name === undefined || own.has(`/${name}`)) continue;
		if (/No such file/.test(said)) seen.set(name, 'gone');
		else if (/^(Contents differ|Size differs)/.test(said)) seen.set(name, 'other');
	}
	return [...seen].map(([name, what]) => ({
		path: `/${name}`,
		what,
		back: ['tar', '--extract', '--gzip', '--file', archive, '--directory', '/', '--', name],
	}));
}

function archiveOf(entries: readonly Entry[]): string | undefined {
	const made = entries.findLast(entry => entry.do === 'run' && entry.step === 'backup' && entry.argv[0] === 'tar');
	if (made?.do !== 'run') return undefined;
	return made.argv[made.argv.indexOf('--file') + 1];
}

/**
 * Where a cause is about such a file, or about its folder, what puts it back is the first thing to type. What no cause is
 * about is a cause of its own, the last.
 */
export function withChanged(causes: readonly Cause[], files: readonly ChangedFile[]): readonly Cause[] {
	if (files.length === 0) return causes;
	const isAbout = ({because, evidence}: Cause, {path}: ChangedFile) =>
		[because, ...evidence.flatMap(({source, text}) => [source, text])].some(text =>
			[path, path.slice(0, path.lastIndexOf('/'))].some(place => mentions(text, place)),
		);
	const mended = causes.map(cause => {
		const about = files.filter(file => isAbout(cause, file));
		if (about.length === 0) return cause;
		return {...cause, fix: [...about.map(fixOf), ...cause.fix.filter(({argv}) => !makesAnew(argv))]};
	});
	const left = files.filter(file => !causes.some(cause => isAbout(cause, file)));
	return left.length === 0 ? mended : [...mended, ofItsOwn(left)];
}

/** `kubeadm init phase` writes the file as it writes everybody's, over the one that was just put back. */
const makesAnew = (argv: readonly string[] = []) => argv[0] === 'kubeadm' && argv.includes('phase');

const mentions = (text: string, place: string) => new RegExp(`${literalPattern(place)}(?![\\w/.-])`).test(text);

function fixOf({path, what, back}: ChangedFile): Cause['fix'][number] {
	const was = what === 'gone' ? 'is gone since the walk began' : 'was changed by somebody since the walk began';
	return {text: `${path} ${was}; as it was: ${quote(back)}`, argv: back};
}

function ofItsOwn(files: readonly ChangedFile[]): Cause {
	return {
		id: 'changed-since',
		because: `changed by somebody since the walk began: ${files.map(({path}) => path).join(', ')}`,
		evidence: files.map(({path, what}) => ({
			source: path,
			text: what === 'gone' ? 'is gone' : 'is not what it was',
		})),
		fix: files.map(fixOf),
		mayPass: true,
	};
}
