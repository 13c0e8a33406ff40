import {type Case, expectedOn, type FidelityState, fidelityStates, type Group} from './case.ts';
import type {Result, Results} from './results.ts';

/** docs/fidelity.md: what the last run on real nodes saw, with the reason of each difference. */
export function fidelityDocument(
	groups: readonly Group[],
	stored: Readonly<Record<FidelityState | 'sid', Results>>,
): string {
	const cases = groups.flatMap(group => group.cases);
	const counts = ([...fidelityStates, 'sid'] as const).map(state => {
		const {versions, results} = stored[state];
		const same = results.filter(({differs}) => differs.length === 0).length;
		const node = `docker ${versions.docker}, containerd ${versions.containerd}, crictl ${versions.crictl}`;
		return `| \`${state}\` | ${node} | ${results.length} | ${same} | ${results.length - same} |`;
	});
	let at = 0;
	const tables = groups.map(group => {
		const rows = group.cases.map(one => {
			const seen = fidelityStates.map(state => stored[state].results[at] as Result);
			at++;
			return `| ${code(one.line)} | ${seen.map(cell).join(' | ')} | ${reason(one)} |`;
		});
		return [`## ${group.name}`, '', head, line, ...rows, ''].join('\n');
	});
	return `${intro(cases.length)}\n| state | node | lines | same | different |\n|---|---|---|---|---|\n${counts.join('\n')}\n\n${newer(stored)}\n${tables.join('\n')}`;
}

/** What is otherwise on the newest node, which no state of the lab is: run by hand. */
function newer(stored: Readonly<Record<'plain-26' | 'sid', Results>>): string {
	const numbered = (results: readonly Result[]) =>
		results.map((result, at) => {
			const times = results.slice(0, at).filter(({line}) => line === result.line).length;
			return [`${result.line} ${times}`, result] as const;
		});
	const before = new Map(numbered(stored['plain-26'].results));
	const rows = numbered(stored.sid.results).flatMap(([key, result]) => {
		const old = before.get(key);
		if (old === undefined || JSON.stringify(old.differs) === JSON.stringify(result.differs)) return [];
		return [`| ${code(result.line)} | ${cell(old)} | ${cell(result)} |`];
	});
	return [
		'`sid` is a node of Debian unstable without systemd, which no state of the lab is: these lines were run there once, by hand, with what',
		'the versions of that day had. The lines that are otherwise there than on `plain-26`:',
		'',
		'| line | `plain-26` | `sid` |',
		'|---|---|---|',
		...rows,
		'',
	].join('\n');
}

const head = `| line | ${fidelityStates.map(state => `\`${state}\``).join(' | ')} | why |`;
const line = '|---|---|---|---|';

const intro = (count: number) => `# docker and its translation, side by side

${count} lines, each typed twice on one node: to docker, and to \`rtconsole --yes docker\`, which answers through crictl and ctr.
Both have the same images and the same containers (\`docker run\` once as it is, once as a pod). Compared is the meaning:
which containers, which log lines of which stream, exit codes, the signal that arrived, tags and files that are left, limits
in the kernel; not column widths and IDs. Where a line differs, the cell says how: docker's → ours.

This page is generated. \`npm run build && npm run fidelity\` boots a node of each state in the lab, runs all lines
(test/live/fidelity/cases), stores what was seen (test/live/fidelity/results) and writes this page. A line that
differs where it was declared the same, or is the same where a difference was declared, fails there and in
\`npm run test:live -- fidelity\`. \`npm run fidelity -- --page\` writes the page from what is stored.
`;

function cell({differs, docker, containerd}: Result): string {
	if (differs.length === 0) return 'same';
	return differs.map(part => `${part}: ${value(docker[part])} → ${value(containerd[part])}`).join('<br>');
}

function reason(one: Case): string {
	const reasons = fidelityStates.flatMap(state => {
		const expected = expectedOn(state, one);
		return expected === 'same' ? [] : [expected.because];
	});
	return escaped([...new Set(reasons)].join(' '));
}

function value(of: unknown): string {
	if (typeof of === 'number' || typeof of === 'boolean') return String(of);
	const text = typeof of === 'string' ? of.trim() : Array.isArray(of) ? of.join(', ') : JSON.stringify(of);
	if (text === undefined || text === '') return 'nothing';
	return code(text.length > widest ? `${text.slice(0, widest)}…` : text);
}

const widest = 60;

/** Text of the node as code in a cell of a table. */
function code(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
	const plain = escaped(text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' '));
	return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}

function escaped(text: string): string {
	return text.replaceAll('|', '\\|');
}
