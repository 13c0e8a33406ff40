import {printCommand} from '../print.ts';
import type {Command} from '../types.ts';

/** For awk: a number of bytes as docker writes it. Source: docker/go-units HumanSize. */
export const humanSize =
	'function human(size, unit, names) { unit = 1; while (size >= 1000 && unit < 5) { size /= 1000; unit++ } split("B kB MB GB TB", names, " "); return sprintf("%.4g", size) names[unit] }';

const end = 'END { if (n) print ""; print "Total reclaimed space: " human(size) }';

/** A prune whose output a program reads: with docker's heading and its last line. Source: docker 20.10 and 26.1. */
export function containersTold(command: Command): Command {
	const awk = `${humanSize} $0 == "=" { table = 1; next } !table { if (!n++) print "Deleted Containers:"; ids[$1] = 1; print; next } $1 in ids { size += $2 } ${end}`;
	const program = [
		'used=$(ctr -n k8s.io snapshots usage -b 2>/dev/null)',
		`gone=$(${printCommand(command)}); code=$?`,
		`{ printf "%s\\n" "$gone" | grep .; echo =; printf "%s\\n" "$used"; } | awk '${awk}'; exit "$code"`,
	];
	return {...command, run: {argv: ['sh', '-c', program.join('; ')], inputFrom: undefined}};
}

/** What is gone is told by the lists before and after; sizes are those of the layers as they were pulled. */
export function imagesTold(command: Command): Command {
	const template = '{{.status.id}} {{.status.size}}{{range .status.repoTags}} {{.}}{{end}}';
	const awk = `${humanSize} NF == 0 { next } $0 == "=" { table = 1; next } !table { left[$1] = 1; next } !($1 in left) { if (!n++) print "Deleted Images:"; for (i = 3; i <= NF; i++) print "untagged: " $i; print "deleted: " $1; size += $2 } ${end}`;
	const program = [
		`before=$(crictl images --quiet | sort -u | xargs --no-run-if-empty crictl inspecti --output go-template --template "${template}")`,
		`{ ${printCommand(command)}; } >/dev/null; code=$?`,
		`{ crictl images --quiet; echo =; printf "%s\\n" "$before"; } | awk '${awk}'; exit "$code"`,
	];
	return {...command, run: {argv: ['sh', '-c', program.join('; ')], inputFrom: undefined}};
}
