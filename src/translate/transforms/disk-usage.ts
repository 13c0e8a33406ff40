import {type Ask, type Build, type FlagTransform, lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {awkProgram} from './awk-template.ts';
import {humanSize} from './prune-told.ts';

/** `docker system df`: crictl tells the bytes of its filesystem as JSON; where a program reads it, docker's table is put together. */
export const diskUsage: Build = (_draft, ask) => {
	const program = ask.shaped && ask.ctr ? tableOf(ask) : undefined;
	if (program !== undefined) return {commands: [program]};
	return {
		commands: [
			{argv: ['crictl', 'imagefsinfo'], effect: 'read'},
			{argv: ['crictl', 'stats', '--all'], effect: 'read'},
		],
	};
};

export const diskUsageFormat: FlagTransform = (_values, ask) =>
	ask.shaped && ask.ctr && rowsOf(ask) !== undefined ? {} : {findings: [lost('df.format')]};

/** Rows of docker's: images with their sizes as pulled, containers with their own layers; the rest is the kubelet's, or nobody's. */
function tableOf(ask: Ask): Command | undefined {
	const rows = rowsOf(ask);
	if (rows === undefined) return undefined;
	const inspected = (verb: string, list: string, template: string) =>
		`${list} | sort -u | xargs --no-run-if-empty crictl ${verb} --output go-template --template "${template}"`;
	const program = [
		`images=$(${inspected('inspecti', 'crictl images --quiet', 'image {{.status.id}} {{.status.size}}')}) || exit`,
		`containers=$(${inspected('inspect', 'crictl ps --all --quiet', 'container {{.status.id}} {{.status.state}} {{.status.imageRef}}')}) || exit`,
		'used=$(ctr -n k8s.io snapshots usage -b 2>/dev/null)',
		`printf "%s\\n" "$images" "$used" "$containers" | awk '${count()}' | awk -F "\\t" "$0"`,
	];
	return {argv: ['sh', '-c', program.join('; '), rows], effect: 'read'};
}

// `imageRef` is the ID of an image in newer versions of the CRI, and in older ones its digest, which is not counted as in use then.
const count = () =>
	[
		humanSize,
		'function share(part, all) { return human(part) (all > 0 ? " (" int(part * 100 / all) "%)" : "") }',
		'$1 == "image" { size[$2] = $3; images++; all += $3; next }',
		'$1 == "container" { containers++; own += layer[$2]; inUse[$4] = 1; if ($3 == "CONTAINER_RUNNING") running++; else ended += layer[$2]; next }',
		'NF == 3 { layer[$1] = $2 }',
		'END { for (id in size) if (id in inUse) active++; else free += size[id]',
		'print "TYPE\\tTOTAL\\tACTIVE\\tSIZE\\tRECLAIMABLE"',
		'print "Images\\t" images + 0 "\\t" active + 0 "\\t" human(all) "\\t" share(free, all)',
		'print "Containers\\t" containers + 0 "\\t" running + 0 "\\t" human(own) "\\t" share(ended, own)',
		'print "Local Volumes\\t0\\t0\\t0B\\t0B"; print "Build Cache\\t0\\t0\\t0B\\t0B" }',
	]
		.join('; ')
		.replaceAll('}; ', '} ');

const fields = {Type: '$1', TotalCount: '$2', Active: '$3', Size: '$4', Reclaimable: '$5'};

/** For awk: what is printed of each row. */
function rowsOf(ask: Ask): string | undefined {
	const format = ask.value('format') ?? '';
	if (ask.on('verbose')) return undefined;
	if (format === '' || format === 'table') return '{printf "%-15s %-9s %-9s %-9s %s\\n", $1, $2, $3, $4, $5}';
	if (format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format)) {
		const members = ['Active', 'Reclaimable', 'Size', 'TotalCount', 'Type'] as const;
		return `NR > 1 {print "{${members.map(name => `\\"${name}\\":\\"" ${fields[name]} "\\"`).join(',')}}"}`;
	}
	const isTable = /^table\s/.test(format);
	const headings = {TotalCount: 'TOTAL'};
	return awkProgram(format.replace(/^table\s+/, ''), {fields, headings, empty: []}, isTable)?.text;
}
