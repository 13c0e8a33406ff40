import {type Ask, type Built, close} from '../transform.ts';
import type {Arg} from '../types.ts';
import {askedFirst} from './asked-first.ts';
import {containerScope, imageScope} from './container-fields.ts';
import {orNull, type Scope} from './go-template.ts';
import {addressMark, addressOfContainer} from './inspect-address.ts';
import {boundMark, openMark, portsOfContainer, portsPut} from './inspect-bindings.ts';
import {knowsPaused} from './paused.ts';

/** The list that docker prints, with what is known of each container or image, for the program that reads it. */
export function shaped(kind: 'container' | 'image', names: readonly Arg[], ask: Ask): Built {
	const isImage = kind === 'image';
	const template = isImage ? object(imageScope()) : object(containerScope(knowsPaused(ask)), {mounts, networks});
	const first = askedFirst(isImage ? '' : template);
	const inList = ask.value('format') === undefined;
	const show = `text=$(crictl ${isImage ? 'inspecti' : 'inspect'} --output go-template --template "${first.variables}$0" "$one") || ${inList ? '{ bad=1; continue; }' : 'exit'}`;
	const program = [
		...first.asks,
		...(inList ? ['open=[ bad=0'] : []),
		`for one; do ${isImage ? '' : `${addressOfContainer('one')}; ${portsOfContainer('one')}; `}${show}`,
		`printf "%s\\n" "${inList ? '$open' : ''}$text"${isImage ? '' : ` | sed "s/${addressMark}/$address/g; ${portsPut}"`}`,
		inList ? 'open=,; done; [ "$open" = , ] || echo "["; echo ]; exit "$bad"' : 'done',
	].join('; ');
	return {
		commands: [{argv: ['sh', '-c', program, template, ...names], effect: 'read', ...(inList ? {output: 'json'} : {})}],
		findings: [close('inspect.shaped', {command: ask.parsed.command})],
	};
}

const mounts =
	'[{{range $i, $one := .status.mounts}}{{if $i}},{{end}}{"Type":"bind","Source":{{json $one.hostPath}},"Destination":{{json $one.containerPath}},"RW":{{not (index $one "readonly")}}}{{end}}]';
const networks = `{"Ports":${openMark},"IPAddress":"${addressMark}","Networks":{"cni":{"IPAddress":"${addressMark}"}}}`;

/** What the pod has, and mounts as docker is told of them. */
const ofPod = [
	`"PortBindings":${boundMark}`,
	'"Binds":{{if .status.mounts}}[{{range $i, $one := .status.mounts}}{{if $i}},{{end}}{{json (printf "%s:%s%s" $one.hostPath $one.containerPath (or (and (index $one "readonly") ":ro") ""))}}{{end}}]{{else}}null{{end}}',
];

/** Without the one that containerd sets by itself, and docker does not tell. */
const variables = `[{{$comma := ""}}{{$asked := false}}{{with index .info "config"}}{{range index . "envs"}}{{if eq .key "HOSTNAME"}}{{$asked = true}}{{end}}{{end}}{{end}}{{range .info.runtimeSpec.process.env}}{{if or $asked (ne (printf "%.9s" .) "HOSTNAME=")}}{{$comma}}{{json .}}{{$comma = ","}}{{end}}{{end}}]`;

/** Fields with a dot in their name are in an object of that name. */
function object({fields, blocks = {}}: Scope, special?: {readonly mounts: string; readonly networks: string}): string {
	const pairs: string[] = [];
	const groups = new Map<string, string[]>();
	const values = [
		...Object.entries(fields).map(([name, field]) => {
			const isEnv = name === '.Config.Env' && special !== undefined;
			return [name, isEnv ? variables : `{{json ${orNull(field)}}}`] as const;
		}),
		...Object.entries(blocks)
			.filter(([name]) => /Path$|Hostname$|Key$|NanoCpus$/.test(name))
			.map(([name, text]) => [name, name.endsWith('NanoCpus') ? text : `"${text}"`] as const),
	];
	for (const [name, value] of values) {
		const [group = '', ...rest] = name.slice(1).split('.');
		if (name === '.ID' || fields[name] === '""' || (rest.length > 0 && Object.hasOwn(fields, `.${group}`))) continue;
		if (group === 'NetworkSettings' || (group === 'Mounts' && special !== undefined)) continue;
		if (rest.length === 0) pairs.push(`"${group}":${value}`);
		else if (rest.length === 1) groups.set(group, [...(groups.get(group) ?? []), `"${rest[0]}":${value}`]);
	}
	if (special !== undefined) groups.set('HostConfig', [...(groups.get('HostConfig') ?? []), ...ofPod]);
	for (const [group, members] of groups) pairs.push(`"${group}":{${members.join(',')}}`);
	if (special !== undefined) pairs.push(`"Mounts":${special.mounts}`, `"NetworkSettings":${special.networks}`);
	return `{${pairs.join(',')}}`;
}
