import {close} from '../transform.ts';
import {awkProgram, type Columns} from '../transforms/awk-template.ts';
import {rowJson} from '../transforms/json-lines.ts';
import {argOf, type BuildByCtr, flagsLost, script} from './held.ts';

/**
 * `docker stats` of what ctr holds: the counters of its cgroup as ctr prints them; where a program reads docker's columns they are worked
 * out of two looks, a second apart.
 */
export const stats: BuildByCtr = (held, ask) => {
	const {args} = ask.parsed;
	const program = ask.shaped && ask.on('no-stream') ? shownBy(ask.value('format')) : undefined;
	if (program !== undefined)
		return {
			commands: [
				script(
					docked(program),
					args.map(name => argOf(name, held)),
					held,
					'read',
				),
			],
			findings: [close('by-ctr.stats-columns'), ...flagsLost(ask, ['no-stream', 'no-trunc', 'all', 'format'])],
		};
	return {
		commands: args.map(name => ({
			argv: ['ctr', '-n', held.namespace, 'task', 'metrics', argOf(name, held)] as const,
			effect: 'read' as const,
		})),
		findings: [close('by-ctr.stats'), ...flagsLost(ask, ['no-stream', 'no-trunc', 'all'])],
	};
};

/** Rows parted by tabs. Source: docker/cli formatter, `docker stats`. */
const columns: Columns = {
	fields: {
		Container: '$1',
		Name: '$1',
		ID: '$1',
		CPUPerc: '$2',
		MemUsage: '$3',
		MemPerc: '$4',
		NetIO: '$5',
		BlockIO: '$6',
		PIDs: '$7',
	},
	headings: {
		ID: 'CONTAINER ID',
		CPUPerc: 'CPU %',
		MemUsage: 'MEM USAGE / LIMIT',
		MemPerc: 'MEM %',
		NetIO: 'NET I/O',
		BlockIO: 'BLOCK I/O',
	},
	empty: [],
};

const dockersTable =
	'table {{.ID}}\\t{{.Name}}\\t{{.CPUPerc}}\\t{{.MemUsage}}\\t{{.MemPerc}}\\t{{.NetIO}}\\t{{.BlockIO}}\\t{{.PIDs}}';

/** docker's template as a program of awk; undefined where there is more in it than fields. */
function shownBy(given: string | undefined): string | undefined {
	if (given === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(given ?? '')) return rowJson(columns.fields);
	const format = given === undefined || given === 'table' ? dockersTable : given;
	const isTable = /^table\s/.test(format);
	return awkProgram(format.replace(/^table\s+/, ''), columns, isTable)?.text;
}

/** Numbers as docker prints them: 1024 and four digits for memory, 1000 and three for what went over the network. */
const sizes = [
	'function size(bytes, base, form, names,  unit, at) { split(names, unit, " "); at = 1; while (bytes >= base && at < 5) { bytes /= base; at++ } return sprintf(form, bytes) unit[at] }',
	'function memory(bytes) { return size(bytes, 1024, "%.4g", "B KiB MiB GiB TiB") }',
	'function sent(bytes) { return size(bytes, 1000, "%.3g", "B kB MB GB TB") }',
];

// Source: `ctr task metrics` of 1.6.20 (cgroup v1) and of containerd's cmd/ctr metrics (v2: cpu.usage_usec, memory.usage, memory.usage_limit).
const folded = [
	...sizes,
	'$1 == "total" { total = $2 * 1024; next }',
	'$1 == "at" { id = $2; if (id in begun) ended[id] = $3; else { order[++count] = id; begun[id] = $3 } got[id] = put[id] = pids[id] = 0; next }',
	'$1 == "net" { if ($2 != "lo") { got[id] += $3; put[id] += $4 } next }',
	'$2 == "cpuacct.usage" || $2 == "cpu.usage_usec" { ns = $2 == "cpuacct.usage" ? $3 : $3 * 1000; if (id in ended) after[id] = ns; else before[id] = ns; next }',
	'$2 == "memory.usage_in_bytes" || $2 == "memory.usage" { used[id] = $3; next }',
	'$2 == "memory.stat.cache" { used[id] -= $3; next }',
	'$2 == "memory.limit_in_bytes" || $2 == "memory.usage_limit" { limit[id] = $3; next }',
	'$2 == "pids.current" { pids[id] = $3 }',
	`END { print ""; for (at = 1; at <= count; at++) { id = order[at]; span = ended[id] - begun[id]; cap = limit[id] > 0 && limit[id] < total ? limit[id] : (id in limit ? total : 0); ${[
		'cpu = span > 0 && id in after ? (after[id] - before[id]) / span / 1e7 : 0',
		'printf "%s\\t%.2f%%\\t%s / %s\\t%.2f%%\\t%s / %s\\t-- / --\\t%d\\n", id, cpu, memory(used[id] + 0), memory(cap), (cap > 0 ? used[id] * 100 / cap : 0), sent(got[id]), sent(put[id]), pids[id]',
	].join('; ')} } }`,
].join(' ');

/** A program of sh over the names in its arguments. */
function docked(shown: string): string {
	const net = "sed -n 's/^ *\\([^ :]*\\): *\\([0-9]*\\)\\( *[0-9]*\\)\\{7\\} \\([0-9]\\{1,\\}\\) .*/net \\1 \\2 \\4/p'";
	return [
		'for one; do ctr containers info "$one" >/dev/null || exit; done',
		`look() { for one; do read -r up rest </proc/uptime; echo "at $one $up"; pid=$(ctr task ls | awk -v id="$one" '$1 == id && $3 != "STOPPED" {print $2}'); [ -z "$pid" ] || { ctr task metrics "$one" | sed 's/^/of /'; ${net} "/proc/$pid/net/dev"; }; done; }`,
		`{ sed -n 's/^MemTotal: *\\([0-9]*\\).*/total \\1/p' /proc/meminfo; look "$@"; sleep 1; look "$@"; } | awk '${folded}' | awk -F '\\t' '${shown.replaceAll("'", "'\\''")}'`,
	].join('\n');
}
