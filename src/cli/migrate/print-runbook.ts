import {commandText} from '../../migrate/apply.ts';
import type {Plan} from '../../migrate/plan.ts';
import {isForRootAlone, shownDiff} from '../../migrate/shown-write.ts';
import type {Change} from '../../migrate/step.ts';
import {quote} from '../../model/argv.ts';
import {plainLines, plainText} from '../../model/text.ts';

/** The plan as a runbook that a person can follow by hand. */
export function planMarkdown({from, to, verdict, preflight, steps, unverified}: Plan): string {
	const lines = [
		`# ${from} → ${to}`,
		'',
		`Verdict: **${verdict}**`,
		...unverified.flatMap(text => ['', `Unverified: ${text}`]),
		'',
		'| | what | because |',
		'|---|---|---|',
		...preflight.map(({verdict: each, title, because}) => `| ${each} | ${cell(title)} | ${cell(because)} |`),
		...steps.flatMap(({title, id, why, source, state, because, stops, changes, byHand}, index) => [
			'',
			`## ${index + 1}. ${title}`,
			'',
			`\`${id}\`${state === 'done' ? ': it is so already' : ''}. ${why} (${source})`,
			...(because === undefined ? [] : ['', `Blocked: ${because}`]),
			...(stops === undefined ? [] : ['', `Stops: ${stops}.`]),
			...changes.flatMap(changeMarkdown),
			...byHand.flatMap(line => fenced('sh', line)),
		]),
	];
	return `${plainLines(lines.join('\n')).join('\n')}\n`;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function changeMarkdown(change: Change): readonly string[] {
	if (change.kind === 'run') return fenced('sh', change.byHand ?? commandText(change.argv, change.into));
	if (isForRootAlone(change))
		return ['', `Write \`${change.path}\` for root alone: \`rtconsole migrate plan --shell\` has the command.`];
	return fenced('diff', shownDiff(change).trimEnd());
}

function fenced(language: string, text: string): readonly string[] {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return ['', `${fence}${language}`, text, fence];
}

/** The plan as a script of shell: each change in order, files written whole, and it waits where a step needs what is before it. */
export function planShell({from, to, verdict, preflight, steps}: Plan): string {
	const parts = steps.flatMap(({id, title, state, because, changes, byHand}) => [
		'',
		`# ${title} [${id}]${state === 'done' ? ': it is so already' : ''}`,
		...(because === undefined ? [] : stopLines(`${id}: ${because}`)),
		...changes.flatMap(change => changeShell(change)),
		...byHand,
	]);
	return `#!/bin/sh\n# ${from} to ${to}: what rtconsole migrate apply would do on this node now. Look at each step before the next.\n${asksShell(preflight)}set -eu\n${verdict === 'no-go' ? `${stopLines('the preflight says no: see above').join('\n')}\n` : ''}${parts.join('\n')}\n`;
}

/** What speaks against it stands above it: who follows a script has not seen the plan. */
function asksShell(preflight: Plan['preflight']): string {
	const asks = preflight.filter(({verdict}) => verdict !== 'go');
	return asks.map(({verdict, title, because}) => `# ${verdict}: ${plainText(`${title}: ${because}`)}\n`).join('');
}

/** A script that must not be followed any further ends by itself. */
function stopLines(because: string): readonly string[] {
	return [`${quote(['echo', plainText(because)])} >&2`, 'exit 3'];
}

function changeShell(change: Change): readonly string[] {
	if (change.kind === 'run') return [change.byHand ?? commandText(change.argv, change.into)];
	const {path, after, copyOf, mode, reload} = change;
	const told = reload === undefined ? [] : [quote(reload)];
	if (after === undefined) return [quote(['rm', '-f', '--', path]), ...told];
	const folder = path.slice(0, path.lastIndexOf('/'));
	const made = quote(['mkdir', '-p', '--', folder]);
	if (copyOf !== undefined) {
		const bits = (mode ?? 0o644).toString(8);
		return [made, quote(['install', '-m', bits, '--', copyOf, path]), ...told];
	}
	const write = `printf %s ${shellText(after)} > ${quote([path])}`;
	return [made, isForRootAlone(change) ? `( umask 077; ${write} )` : write, ...told];
}

/** A text of many lines in single quotes: readable, and read back as it is. */
function shellText(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
