import type {Command, Word} from 'unbash';
import {quote} from '../../model/argv.ts';
import type {Parsed} from '../parse.ts';
import type {Tables} from '../tables.ts';
import type {Found} from '../transform.ts';
import {isJson} from '../transforms/output-format.ts';
import type {Translation} from '../types.ts';
import type {Edit} from './edits.ts';
import {fillFilter, type JqAnswer, jqFilter} from './jq-filter.ts';
import {containerPaths, imagePaths, listedImagePaths, listedPaths} from './jq-paths.ts';
import {parsedSite} from './parsed-site.ts';
import type {ShellWord} from './shell-words.ts';
import type {DockerSite} from './site.ts';

export type FieldsRead = {readonly found: readonly Found[]; readonly edits: readonly Edit[]};

const nothing: FieldsRead = {found: [], edits: []};

/** docker's words in what it prints of itself or of a container, and where the same is told here. */
const wordsOf: Readonly<Record<'inspect' | 'info', Readonly<Record<string, string>>>> = {
	inspect: {
		ipaddress: 'crictl inspectp POD | grep \'"ip"\'',
		pid: 'grep \'"pid"\'',
		logpath: 'grep logPath',
		restartcount: 'grep attempt',
		source: 'grep hostPath',
		destination: 'grep containerPath',
		oomkilled: 'grep reason',
		status: 'grep \'"state"\'',
		running: 'grep CONTAINER_RUNNING',
		exitcode: 'grep exitCode',
		startedat: 'grep startedAt',
		finishedat: 'grep finishedAt',
		mounts: 'grep -A9 \'"mounts"\'',
		env: 'grep -A30 \'"env"\'',
		cmd: 'grep -A9 \'"args"\'',
		memory: 'grep -A3 \'"memory"\'',
		privileged: 'grep privileged',
		hostport: 'crictl inspectp POD | grep host_port',
		mergeddir: 'ls /run/containerd/io.containerd.runtime.v2.task/k8s.io/ID/rootfs',
	},
	info: {
		'storage driver': 'grep snapshotter',
		'root dir': 'grep containerdRootDir',
		'cgroup driver': 'grep -i systemdCgroup',
		'cgroup version': 'stat -fc %T /sys/fs/cgroup',
		'server version': 'crictl version',
		runtime: 'grep defaultRuntimeName',
		runtimes: 'grep -A9 \'"runtimes"\'',
		insecure: 'grep -r . /etc/containerd/certs.d',
		registry: 'grep -A9 \'"registry"\'',
		'registry mirrors': 'grep -r . /etc/containerd/certs.d',
		containers: 'crictl ps --all --quiet | wc -l',
		running: 'crictl ps --quiet | wc -l',
		images: 'crictl images --quiet | wc -l',
		kernel: 'uname -r',
		swarm: 'kubectl get nodes',
		proxy: 'systemctl show containerd --property Environment',
	},
};

/** What is to be said, and done, where jq or grep read docker's own fields in what crictl prints with others. */
export function fieldsRead(
	{readBy}: DockerSite,
	words: readonly ShellWord[],
	{commands}: Translation,
	tables: Tables,
): FieldsRead {
	const [first] = commands;
	if (readBy.length === 0 || first?.argv[0] !== 'crictl') return nothing;
	const parsed = parsedSite('docker', words, tables);
	if ('error' in parsed) return nothing;
	if (parsed.command === 'ps' || parsed.command === 'images') return ofList(readBy, parsed);
	if (parsed.flags.has('format')) return nothing;
	const isImage = first.argv.includes('inspecti');
	const of = /^(container |image )?inspect$/.test(parsed.command)
		? 'inspect'
		: parsed.command === 'info'
			? 'info'
			: undefined;
	if (of === undefined) return nothing;
	for (const command of readBy) {
		const tool = command.name?.value ?? '';
		if (tool === 'jq' || tool === 'gojq')
			return of === 'inspect'
				? byJq(command, filter => jqFilter(filter, isImage ? imagePaths : containerPaths))
				: told('fields.json', {tool});
		if (/grep$/.test(tool)) return byGrep(command, wordsOf[of]);
		if (/^(g?awk|mawk|sed|cut|python3?|perl|ruby)$/.test(tool)) return told('fields.json', {tool});
		if (!/^(head|tail|tee|cat|less|more|sudo)$/.test(tool)) return nothing;
	}
	return nothing;
}

/** docker prints a JSON object a line, crictl one document with all in it. */
function ofList(readBy: readonly Command[], {command, flags}: Parsed): FieldsRead {
	const [reader] = readBy;
	const format = flags.get('format')?.at(-1) ?? '';
	const tool = reader?.name?.value ?? '';
	if (reader === undefined || !isJson(format) || flags.has('quiet')) return nothing;
	if (tool !== 'jq' && tool !== 'gojq')
		return /^(g?awk|mawk|sed|cut|python3?|perl|ruby|while|grep)$/.test(tool) ? told('fields.json', {tool}) : nothing;
	const [paths, each] =
		command === 'ps' ? [listedPaths, '.containers[]'] : [listedImagePaths, '.images[] | {id, size, tag: .repoTags[]}'];
	const slurps = reader.args.some(arg => arg.type === 'Word' && /^(--slurp|-[a-zA-Z]*s[a-zA-Z]*)$/.test(arg.value));
	if (slurps) return told('fields.jq', {filter: 'of --slurp', fields: 'a line for each'});
	return byJq(reader, filter => {
		const filled = fillFilter(filter, paths);
		return 'missing' in filled ? filled : {text: filled.text === '.' ? each : `${each} | ${filled.text.trim()}`};
	});
}

function told(id: string, values: Found['values']): FieldsRead {
	return {found: [{id, kind: 'lost', ...(values && {values})}], edits: []};
}

function byJq(command: Command, fill: (filter: string) => JqAnswer): FieldsRead {
	const plain = command.args.filter((arg): arg is Word => arg.type === 'Word');
	const word = plain.find(({value}) => !value.startsWith('-'));
	if (word === undefined || word.value === '.') return nothing;
	const filter = word.value;
	if (plain.some(({value}) => /^--(arg|argjson|slurpfile|rawfile|args|jsonargs|from-file)$|^-[a-z]*[fs]/.test(value)))
		return told('fields.jq', {filter, fields: 'its arguments'});
	if (/[$`]/.test(word.text) && !word.text.startsWith("'")) return told('fields.jq', {filter, fields: word.text});
	const answer = fill(filter);
	if ('missing' in answer) return told('fields.jq', {filter, fields: answer.missing.join(', ')});
	if (answer.text === filter) return nothing;
	return {
		found: [{id: 'fields.jq-filled', kind: 'close', values: {filter, instead: answer.text}}],
		edits: [{pos: word.pos, end: word.end, text: quote([answer.text])}],
	};
}

/** Only the words that docker alone writes so: another pattern may well be in both. */
function byGrep(command: Command, known: Readonly<Record<string, string>>): FieldsRead {
	const values = command.args.flatMap(arg => (arg.type === 'Word' ? [arg.value] : []));
	const pattern = values.find(value => !value.startsWith('-')) ?? '';
	const bare = pattern
		.replace(/[^\w ]/g, ' ')
		.trim()
		.toLowerCase();
	const names = Object.keys(known);
	const whole = names.filter(word => new RegExp(`\\b${word}\\b`).test(bare));
	const [longest] = whole.sort((one, other) => other.length - one.length);
	const name = longest ?? names.find(word => word.split(' ').includes(bare));
	const instead = name === undefined ? undefined : known[name];
	if (instead === undefined) return told('fields.grep', {pattern});
	const ignoresCase = values.some(value => /^-[a-zA-Z]*i|^--ignore-case$/.test(value));
	if (
		ignoresCase &&
		instead
			.toLowerCase()
			.replace(/^grep (-\S+ )?/, '')
			.replace(/\W/g, '') === name
	)
		return nothing;
	return told('fields.grep-known', {pattern, instead});
}
