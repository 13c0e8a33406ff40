import {quote} from '../../model/argv.ts';
import {known, type Setting} from '../../model/node-snapshot.ts';
import {type MigrationFacts, unitState} from '../facts.ts';
import {type Check, consent, type Verdict} from './finding.ts';

/**
 * A kubelet that runs with other flags than its next start has: somebody changed its files since, and nobody has seen it start with
 * them. The walk starts it when docker is stopped.
 */
export const kubeletRestarts: Check = {
	id: 'kubelet-restarts',
	title: 'the kubelet, when it starts again',
	look(facts) {
		const old = unreloaded(facts);
		if (old !== undefined) return old;
		const running = known(facts.snapshot.kubelet.running);
		// A walk changes them itself, and what a shell started has no files.
		if (running === undefined || facts.did.size > 0) return undefined;
		const {flags} = facts.snapshot.kubelet;
		if (flags.length === 0 || flags.some(({path}) => path.startsWith('/proc/'))) return undefined;
		const told = lastOf(flags);
		const now = new Map(flagsIn(running));
		const fresh = [...told.values()].filter(({name, value}) => isPlain(value) && now.get(name) !== value);
		const gone = [...now].filter(([name]) => !told.has(name));
		if (fresh.length + gone.length === 0 || isUnread(facts)) return undefined;
		return consent(
			'the kubelet runs with other flags than its files have now: the walk starts it with the new ones, which it was never seen to start with',
			{
				evidence: [
					...fresh.map(({name, value, path, line}) => ({
						source: `${path}:${line}`,
						text: `${name}=${value}${now.has(name) ? ` (runs with ${now.get(name)})` : ' (runs without)'}`,
					})),
					...gone.map(([name, value]) => ({source: 'the kubelet that runs', text: `${name}=${value} (in no file)`})),
				],
				fix: [
					{text: 'put the files back; or see now, while docker runs, that it starts with them'},
					{text: `${quote(restart)}; systemctl status kubelet`, argv: restart},
				],
			},
		);
	},
};

/** systemd has not read its files yet: any `daemon-reload`, one of the walk too, brings in what nobody has tried. */
function unreloaded(facts: MigrationFacts): Verdict | undefined {
	const unit = unitState(facts, 'kubelet.service');
	if (unit?.needsReload !== true || facts.did.size > 0) return undefined;
	return consent(
		'files of its unit were changed, and systemd has not read them: the next daemon-reload brings them in, one of the walk too, and the kubelet was never seen to start with them',
		{
			evidence: [{source: 'systemctl show kubelet.service', text: 'NeedDaemonReload=yes'}],
			fix: [
				{text: 'systemctl cat kubelet', argv: ['systemctl', 'cat', 'kubelet']},
				{text: `see now, while docker runs, that it starts with them: ${quote(restart)}`, argv: restart},
			],
		},
	);
}

const restart = ['sh', '-c', 'systemctl daemon-reload && systemctl restart kubelet'] as const;

/** What systemd or a shell puts in is not known here. */
const isPlain = (value: string) => !/[$%`]/.test(value);

function lastOf(flags: readonly Setting[]): ReadonlyMap<string, Setting> {
	return new Map(flags.map(flag => [flag.name, flag]));
}

/** `--name value`, `--name=value`, and `--name` alone, which is true. */
function flagsIn(argv: readonly string[]): ReadonlyArray<readonly [string, string]> {
	return argv.flatMap((word, at): ReadonlyArray<readonly [string, string]> => {
		const [, name, inline] = /^(--[a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
		if (name === undefined) return [];
		const next = argv[at + 1];
		return [[name, inline ?? (next === undefined || next.startsWith('-') ? 'true' : next)]];
	});
}

/** Nothing that runs is in the files: the command line stands in a place that was not read. */
function isUnread({snapshot: {kubelet}}: MigrationFacts): boolean {
	const names = new Set(kubelet.flags.map(({name}) => name));
	const now = flagsIn(known(kubelet.running) ?? []);
	return now.length > 0 && !now.some(([name]) => names.has(name));
}
