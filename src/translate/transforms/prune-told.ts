import {printCommand} from '../print.ts';
import type {Command} from '../types.ts';

/** For awk: a number of bytes as docker writes it. Source: docker/go-units HumanSize. */
export const humanSize =
	'function human(size, unit, names) { unit = 1; while (size >= 1000 && unit < 5) { size /= 1000; unit++ } split("B kB MB GB TB", names, " "); return sprintf("%.4g", size) names[unit] }';

const total = 'print "Total reclaimed space: " human(size)';
const end = `END { if (n) print ""; ${total} }`;
/** For another awk, which adds them up. */
const bytes = 'END { if (n) print ""; printf "=%.0f\\n", size }';

/** A prune whose output a program reads: with docker's heading and its last line. Source: docker 20.10 and 26.1. */
export function containersTold(command: Command): Command {
	return asRun(command, containers(command, end));
}

/** What is gone is told by the lists before and after; sizes are those of the layers as they were pulled. */
export function imagesTold(command: Command): Command {
	return asRun(command, images(command, end));
}

/** `docker system prune`: containers, then images, and one sum. */
export function systemTold(ended: Command, unused: Command): readonly Command[] {
	const sum = `${humanSize} /^=[0-9]+$/ { size += substr($0, 2); next } { print } END { ${total} }`;
	const program = [
		`gone() { ${containers(ended, bytes)}; }; unused() { ${images(unused, bytes)}; }`,
		'code=0; said=$(gone) || code=$?; more=$(unused) || code=$?',
		`printf "%s\\n" "$said" "$more" | awk '${sum}'; exit "$code"`,
	];
	// Both are shown, and one does both.
	return [{...ended, run: {argv: ['true'], inputFrom: undefined}}, asRun(unused, program.join('; '))];
}

function asRun(command: Command, program: string): Command {
	return {...command, run: {argv: ['sh', '-c', program], inputFrom: undefined}};
}

function containers(command: Command, last: string): string {
	const awk = `${humanSize} $0 == "=" { table = 1; next } !table { if (!n++) print "Deleted Containers:"; ids[$1] = 1; print; next } $1 in ids { size += $2 } ${last}`;
	return [
		'used=$(ctr -n k8s.io snapshots usage -b 2>/dev/null)',
		`gone=$(${printCommand(command)}); code=$?`,
		`{ printf "%s\\n" "$gone" | grep .; echo =; printf "%s\\n" "$used"; } | awk '${awk}'; exit "$code"`,
	].join('; ');
}

function images(command: Command, last: string): string {
	const template = '{{.status.id}} {{.status.size}}{{range .status.repoTags}} {{.}}{{end}}';
	const awk = `${humanSize} NF == 0 { next } $0 == "=" { table = 1; next } !table { left[$1] = 1; next } !($1 in left) { if (!n++) print "Deleted Images:"; for (i = 3; i <= NF; i++) print "untagged: " $i; print "deleted: " $1; size += $2 } ${last}`;
	return [
		`before=$(crictl images --quiet | sort -u | xargs --no-run-if-empty crictl inspecti --output go-template --template "${template}")`,
		`{ ${printCommand(command)}; } >/dev/null; code=$?`,
		`{ crictl images --quiet; echo =; printf "%s\\n" "$before"; } | awk '${awk}'; exit "$code"`,
	].join('; ');
}
