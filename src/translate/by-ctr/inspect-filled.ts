import {quoteWord} from '../../model/argv.ts';
import {codeOfTask, endedLabel} from './held.ts';
import {limit} from './inspect-limit.ts';
import {mounts, mountsJson, mountsRange, mountsText} from './inspect-mounts.ts';
import {program} from './inspect-program.ts';

/** Where a field of docker's stands in the JSON of `ctr containers info`, and what it is where nothing stands there. */
type Place = {readonly at: string; readonly otherwise: string; readonly json?: string};
/** A command of sh that prints it, and whether JSON has it in quotes, or what prints it for JSON. */
type Told = {readonly by: string; readonly isText?: boolean; readonly json?: string};
/** What is told as JSON alone. */
type Objects = {readonly json: string; readonly at?: undefined};

const resource = (name: string): Place => ({at: `Spec|linux|resources|${name}`, otherwise: '0'});

/** What stands between the quotes of a string of JSON, for sed. */
const oneString = '\\(\\([^"\\\\]\\|\\\\.\\)*\\)';

// Source: ctr 1.6.20, 1.7.24 and 2.1.9 `containers info`, `task ls`.
const fields: Readonly<Record<string, Place | Told | Objects>> = {
	'.Id': {at: 'ID', otherwise: ''},
	'.ID': {at: 'ID', otherwise: ''},
	'.Name': {by: 'printf "/%s" "$1"', isText: true},
	'.Created': {at: 'CreatedAt', otherwise: ''},
	'.Driver': {at: 'Snapshotter', otherwise: ''},
	'.Path': {by: `of "Spec|process|args" "" json | sed 's/^\\["${oneString}".*/\\1/; s/\\\\"/"/g'`, isText: true},
	'.Args': {
		by: 'of "Spec|process|args" "[]" | sed "s/^.[^] ]* */[/"',
		json: `of "Spec|process|args" "[]" json | sed 's/^\\["${oneString}",*/[/'`,
	},
	'.Platform': {by: 'echo linux', isText: true},
	'.LogPath': {by: 'ls "/var/log/ctr-$1.log" 2>/dev/null', isText: true},
	'.State.Status': {by: 'echo "$state"', isText: true},
	'.State.Running': {by: '[ "$state" = running ] && echo true || echo false'},
	'.State.Paused': {by: '[ "$state" = paused ] && echo true || echo false'},
	'.State.Restarting': {by: 'echo false'},
	'.State.Dead': {by: 'echo false'},
	'.State.Pid': {by: 'echo "$pid"'},
	'.State.ExitCode': {by: `case $3 in STOPPED) ${codeOfTask} ;; "") echo "\${ended:-0}" ;; *) echo 0 ;; esac`},
	// Its control groups stay until the task is removed.
	'.State.OOMKilled': {
		by: 'group=$(of "Spec|linux|cgroupsPath" ""); grep -qs "^oom_kill [1-9]" "/sys/fs/cgroup/memory$group/memory.oom_control" "/sys/fs/cgroup$group/memory.events" && echo true || echo false',
	},
	'.State.StartedAt': {
		by: 'case $state in created) echo 0001-01-01T00:00:00Z ;; exited) echo "ctr does not keep when $1 was started" >&2 ;; *) date -u -d "@$(($(date +%s) - $(ps -o etimes= -p "$pid")))" +%Y-%m-%dT%H:%M:%SZ ;; esac',
		isText: true,
	},
	'.RestartCount': {at: 'Labels|containerd.io/restart.count', otherwise: '0'},
	'.Image': {
		by: 'crictl inspecti --output go-template --template "{{.status.id}}" "$(of Image "")" 2>/dev/null',
		isText: true,
	},
	'.Config.Image': {at: 'Image', otherwise: ''},
	'.Config.Hostname': {at: 'Spec|hostname', otherwise: ''},
	'.Config.WorkingDir': {at: 'Spec|process|cwd', otherwise: ''},
	'.Config.Tty': {at: 'Spec|process|terminal', otherwise: 'false', json: 'false'},
	'.Config.Cmd': {at: 'Docker|Cmd', otherwise: '[]', json: 'null'},
	'.Config.Entrypoint': {at: 'Docker|Entrypoint', otherwise: '[]', json: 'null'},
	'.Config.User': {
		by: 'uid=$(of "Spec|process|user|uid" 0) gid=$(of "Spec|process|user|gid" 0); [ "$uid" = 0 ] || { printf "%s" "$uid"; [ "$gid" = 0 ] || printf ":%s" "$gid"; }',
		isText: true,
	},
	'.Config.Env': {at: 'Spec|process|env', otherwise: '[]', json: 'null'},
	'.Config.Labels': {at: 'Labels', otherwise: 'map[]', json: '{}'},
	// What `docker update` changed stands in the kernel alone. Unlimited is `max` on cgroup v2, and this number on v1.
	'.HostConfig.Memory': {
		by: 'now=$(limit memory.max memory memory.limit_in_bytes); case $now in "") of "Spec|linux|resources|memory|limit" 0 ;; max | 9223372036854771712) echo 0 ;; *) echo "$now" ;; esac',
	},
	'.HostConfig.PidsLimit': {
		by: `now=$(limit pids.max pids pids.max); case $now in "" | max) echo "<no value>" ;; *) echo "$now" ;; esac`,
		json: 'now=$(limit pids.max pids pids.max); case $now in "" | max) echo null ;; *) echo "$now" ;; esac',
	},
	'.HostConfig.OomScoreAdj': {at: 'Spec|process|oomScoreAdj', otherwise: '0'},
	'.HostConfig.CpuShares': resource('cpu|shares'),
	'.HostConfig.CpuQuota': resource('cpu|quota'),
	'.HostConfig.CpuPeriod': resource('cpu|period'),
	// `50000 100000` on cgroup v2; on v1 the period is that of ctr run --cpus, 100,000 microseconds.
	'.HostConfig.NanoCpus': {
		by: 'now=$(limit cpu.max cpu cpu.cfs_quota_us); case $now in "") echo "$(($(of "Spec|linux|resources|cpu|quota" 0) * 10000))" ;; max* | -*) echo 0 ;; *) set -- $now 100000; echo "$(($1 * 1000000000 / $2))" ;; esac',
	},
	'.HostConfig.NetworkMode': {
		by: 'case $info in *"\\"type\\": \\"network\\""*) echo default ;; *) echo host ;; esac',
		isText: true,
	},
	'.HostConfig.ReadonlyRootfs': {at: 'Spec|root|readonly', otherwise: 'false'},
	// `on-failure:3` is its name and its count.
	'.HostConfig.RestartPolicy.Name': {by: 'of "Labels|containerd.io/restart.policy" no | cut -d: -f1', isText: true},
	'.Mounts': {json: mountsJson},
	'.NetworkSettings.IPAddress': {
		by: '[ "$pid" = 0 ] || nsenter --target "$pid" --net ip -4 -o addr show scope global | grep -o "inet [0-9.]*" | cut -d" " -f2',
		isText: true,
	},
};

/** `of PATH OTHERWISE [json]`: a value of the JSON, which ctr indents by four blanks for each level; lists and maps as Go prints them. */
const of = `of() { printf "%s\\n" "$info" | awk -v want="$1" -v otherwise="$2" -v json="$3" '${[
	'function bare(v) { if (json != "" || v !~ /^"/) return v; v = substr(v, 2, length(v) - 2); gsub(/\\\\u003c/, "<", v); gsub(/\\\\u003e/, ">", v); gsub(/\\\\u0026/, "\\\\&", v); gsub(/\\\\"/, "\\"", v); return v }',
	'{ match($0, /^ */); depth = RLENGTH / 4; text = substr($0, RLENGTH + 1); sub(/,$/, "", text)',
	'if (match(text, /^"([^"\\\\]|\\\\.)*": /)) { key[depth] = substr(text, 2, RLENGTH - 4); text = substr(text, RLENGTH + 1) } else key[depth] = ""',
	'if (within) { if (depth == within) exit; if (depth == within + 1) out = out (out == "" ? "" : between) (key[depth] == "" ? "" : (json == "" ? key[depth] ":" : "\\"" key[depth] "\\":")) bare(text); next }',
	'path = key[1]; for (level = 2; level <= depth; level++) path = path "|" key[level]',
	'if (path != want || depth == 0) next',
	'if (text == "[" || text == "{") { within = depth; between = json == "" ? " " : ","; start = json == "" && text == "{" ? "map[" : text; last = text == "{" && json != "" ? "}" : "]"; next }',
	'if (text != "null" && text != "[]" && text != "{}") { out = bare(text); found = 1 } exit }',
	'END { print within ? start out last : found ? out : otherwise }',
]
	.join('; ')
	.replaceAll('}; ', '} ')
	.replaceAll('{; ', '{ ')}'; }`;

/**
 * docker's template as a program of sh for the container in `$1`; undefined where ctr does not tell a field, or there is more in it
 * than fields.
 */
export function filledByCtr(template: string, namespace: string): string | undefined {
	const ctr = `ctr -n ${namespace}`;
	const words: string[] = [];
	let format = '';
	for (const piece of template.split(pieces)) {
		const range =
			/^\{\{\s*range\s+(\.[\w.]+)\s*\}\}([^{}]*)\{\{\s*(println\s+)?\.\s*\}\}([^{}]*)\{\{\s*end\s*\}\}$/.exec(piece);
		if (range !== null) {
			const [, path = '', before = '', println, after = ''] = range;
			const each = eachText(path, before, after, println === undefined ? '' : '\\n');
			if (each === undefined) return undefined;
			// What a shell puts in has no new line at its end.
			format += println === undefined ? '%s' : '%s\\n';
			words.push(`"$(${each})"`);
			continue;
		}
		const ofMounts = mountsRange.exec(piece)?.[1];
		if (ofMounts !== undefined) {
			const each = mountsText(ofMounts);
			if (each === undefined) return undefined;
			format += each.endsLine ? '%s\\n' : '%s';
			words.push(`"$(${each.text})"`);
			continue;
		}
		if (!piece.startsWith('{{')) {
			// Escaped for printf: `$'…'`, which words with control characters are quoted as, is not known to every sh.
			const text = piece.replaceAll('\\', '\\\\').replaceAll('%', '%%');
			format += text.replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
			continue;
		}
		const value = fieldText(piece.slice(2, -2).trim());
		if (value === undefined) return undefined;
		format += '%s';
		words.push(`"$(${value})"`);
	}
	if (words.length === 0) return undefined;
	const [asksLimits, asksMounts, asksProgram] = ['$(limit ', '$(mounts ', 'Docker|'].map(call =>
		words.some(word => word.includes(call)),
	);
	return [
		`info=$(${ctr} containers info "$1") || exit`,
		`set -- "$1" $(${ctr} task ls | grep "^$1 " | tr -s " " | cut -d" " -f2,3)`,
		of,
		...(asksLimits ? [limit] : []),
		...(asksMounts ? [mounts] : []),
		...(asksProgram ? [`${program}; with_program`] : []),
		`pid=$2 ended=$(of ${quoteWord(`Labels|${endedLabel}`)} "")`,
		'case $3 in "") state=created pid=0; [ -z "$ended" ] || state=exited ;; STOPPED) state=exited pid=0 ;; *) state=$(echo "$3" | tr A-Z a-z) ;; esac',
		`printf ${quoteWord(`${format}\\n`)} ${words.join(' ')}`,
	]
		.join('; ')
		.replaceAll('ctr shim ', `${ctr} shim `);
}

/** Actions, and ranges of which each element is printed with text around it. */
const pieces =
	/(\{\{\s*range\s+\.Mounts\s*\}\}[\s\S]*?\{\{\s*end\s*\}\}|\{\{\s*range\s[^{}]*\}\}[^{}]*\{\{\s*(?:println\s+)?\.\s*\}\}[^{}]*\{\{\s*end\s*\}\}|\{\{[\s\S]*?\}\})/;

/** Each element of a list with what stands around it, one behind the other. */
function eachText(path: string, before: string, after: string, end: string): string | undefined {
	const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
	if (field === undefined || !('otherwise' in field) || field.otherwise !== '[]') return undefined;
	const list = `of ${quoteWord(field.at)} "" json`;
	// Strings of JSON: `"A=1","B=\\"x\\""`.
	const parted = `sed 's/^\\["//; s/"\\]$//; s/","/\\n/g; s/\\\\"/"/g; s/\\\\u003c/</g; s/\\\\u003e/>/g; s/\\\\u0026/\\&/g; /^$/d'`;
	return `${list} | ${parted} | while IFS= read -r each; do printf '%s%s%s${end}' ${quoteWord(before)} "$each" ${quoteWord(after)}; done`;
}

function fieldText(action: string): string | undefined {
	const [, json = '', path = ''] = /^(json\s+)?(\.[\w.]+)$/.exec(action) ?? [];
	const label =
		/^index\s+\.Config\.Labels\s+"([^"\\]*)"$/.exec(action)?.[1] ?? /^\.Config\.Labels\.([\w.]+)$/.exec(action)?.[1];
	if (label !== undefined) return `of ${quoteWord(`Labels|${label}`)} ""`;
	const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
	if (field === undefined) return undefined;
	const isJson = json !== '';
	if (!('otherwise' in field) && isJson && field.json !== undefined) return field.json;
	if (!('by' in field) && !('otherwise' in field)) return undefined;
	if ('by' in field) return isJson && field.isText === true ? `printf "\\"%s\\"" "$(${field.by})"` : field.by;
	const missing = isJson
		? (field.json ??
			(field.otherwise === '0' || field.otherwise === 'false' ? field.otherwise : `"${field.otherwise}"`))
		: field.otherwise;
	return `of ${quoteWord(field.at)} ${quoteWord(missing)}${isJson ? ' json' : ''}`;
}
