import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, type Built, close, note} from '../transform.ts';
import type {Arg} from '../types.ts';

export const diff: Build = (_draft, ask) => diffOf(ask, containerArg, 'k8s.io');

/**
 * The changed layer of a container, held against the layers below it, which are mounted for a moment. What is printed is
 * a line that a person can read, with the names alone.
 */
export function diffOf({parsed, unique, target}: Ask, idOf: (name: string) => Arg, namespace: string): Built {
	const id = idOf(parsed.args[0] ?? '');
	const names = {
		inputFrom: ['ctr', '-n', namespace, 'snapshots', 'diff', id],
		argv: ['tar', '-tzf', '-'],
		effect: 'read',
	} as const;
	if (target !== undefined) return {commands: [names], findings: [close('diff.tar')]};
	const steps = [
		'root=$(mktemp -d) || exit',
		'key=$2',
		'clean() { umount "$root" 2>/dev/null; rmdir "$root"; ctr snapshots rm "$key" 2>/dev/null; }',
		'trap clean EXIT',
		'trap "exit 1" HUP INT TERM',
		'held=$(ctr containers info "$1") || exit',
		'export CONTAINERD_SNAPSHOTTER="$(echo "$held" | sed -n "s/^ *\\"Snapshotter\\": \\"\\(.*\\)\\",/\\1/p")"',
		'below=$(ctr snapshots info "$1" | sed -n "s/^ *\\"Parent\\": \\"\\(.*\\)\\",/\\1/p")',
		'mount=$(ctr snapshots view --target "$root" "$2" "$below") || exit',
		'echo "$mount" | sh || exit',
		'changed=$(ctr snapshots diff "$1" | tar -tzf -) || exit',
		`{ echo "$held" | sed -n "s/^ *\\"destination\\": \\"\\(.*\\)\\",/M \\1/p"; echo "$changed" | ${letters}; } | LC_ALL=C sort -k 2 | awk "$3"`,
	];
	const text = steps.join('; ').replaceAll('ctr ', `ctr -n ${namespace} `);
	const argv = ['sh', '-c', text, 'sh', id, `diff-${unique}`, asDocker] as const;
	const run = {argv, inputFrom: undefined};
	return {commands: [{...names, run}], findings: [close('diff.tar'), note('diff.layers')]};
}

/** `.wh.NAME` stands for what was removed. Source: OCI image specification, layers, whiteouts. */
const letters = `while read -r name; do name=/\${name%/}; case \${name##*/} in "") ;; .wh..wh.*) ;; .wh.*) echo "D \${name%/*}/\${name##*/.wh.}" ;; *) [ -e "$root$name" ] || [ -L "$root$name" ] && echo "C $name" || echo "A $name" ;; esac; done`;

/** Without the places where the runtime mounts something (M), and the folders that were made or changed for these alone. */
const asDocker = [
	'{ line[NR] = $0; path = substr($0, 3); at[NR] = path; if ($1 == "M") mount[path] }',
	'END { for (i = NR; i > 0; i--) { path = at[i]; up = path; sub("/[^/]*$", "", up); kind = substr(line[i], 1, 1)',
	'if (kind == "M") continue',
	'if (kind != "D" && (path in mount || (path in made && !(path in own)))) made[up]; else { own[up]; out[++n] = line[i] } }',
	'for (i = n; i > 0; i--) print out[i] }',
].join('; ');
