import {isSandboxName} from '../../model/container-name.ts';
import {looksLikeImage} from '../../model/image-ref.ts';
import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {askedFirst} from './asked-first.ts';
import {containerScope, imageScope} from './container-fields.ts';
import {fillTemplate} from './go-template.ts';
import {isAddress, marked, withAddress} from './inspect-address.ts';
import {isPorts, portsOf} from './inspect-ports.ts';
import {shaped} from './inspect-shaped.ts';
import {knowsPaused} from './paused.ts';
import {sandboxOf} from './port.ts';

type Kind = 'container' | 'image' | 'pod-sandbox';

/** `docker inspect`: what kind of thing each name is decides the command; without `--type`, a name is a container. */
export const inspect: Build = ({args}, ask) => {
	const type = ask.value('type') ?? '';
	if (!['', 'container', 'image'].includes(type)) return noSuchType(type);
	const address = ofPod(args, ask);
	if (address !== undefined) return address;
	const given = ask.parsed.args;
	const kinds = new Set(given.map(name => kindOf(name, type)));
	const [only] = kinds;
	if (printsForPrograms(ask) && kinds.size === 1 && (only === 'container' || only === 'image'))
		return shaped(only, only === 'image' ? given : given.map(containerArg), ask);
	const byKind = new Map<Kind, Arg[]>();
	for (const name of ask.parsed.args) {
		const kind = kindOf(name, type);
		byKind.set(kind, [...(byKind.get(kind) ?? []), kind === 'image' ? name : containerArg(name)]);
	}
	const commands = [...byKind].map(([kind, names]) => asked(kind, args, names));
	return {commands, findings: [close('inspect.shape'), ...guessed(type, byKind)]};
};

/** All of it, and a program reads it. */
function printsForPrograms(ask: Ask): boolean {
	const format = ask.value('format');
	return ask.piped && (format === undefined || format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format));
}

/** docker's template, over the fields of crictl where the same thing is known there. */
export const inspectFormat: FlagTransform = (values, ask) => {
	const template = values.at(-1) ?? '';
	if (template === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(template)) return {};
	if (isAddress(template) || isPorts(template)) return {};
	const isImage =
		ask.value('type') === 'image' || ask.parsed.command === 'image inspect' || ask.parsed.args.every(looksLikeImage);
	const filled = fillTemplate(
		isImage ? template : marked(template),
		isImage ? imageScope() : containerScope(knowsPaused(ask)),
	);
	const about = (fields: readonly string[]) => fields.map(field => lost(sentenceAbout(field), {field}));
	// Something else in its place would be taken for docker's answer.
	if ('missing' in filled)
		return {
			findings: [...about(filled.missing), lost('inspect.unfilled', {field: filled.missing.join(', ')})],
			refused: true,
		};
	const findings = [close('inspect.template'), ...about(filled.empty), ...(isImage ? [] : saidOf(template, ask))];
	return {args: ['--output', 'go-template', '--template', filled.text], findings};
};

/** Of fields that are filled with what is always so here. */
function saidOf(template: string, ask: Ask): readonly Found[] {
	const has = (field: string) => new RegExp(`${field}\\b`).test(template);
	return [
		...(has('\\.State\\.Paused') && !knowsPaused(ask) ? [lost('inspect.field-paused', {field: '.State.Paused'})] : []),
		...(has('\\.State\\.Health(?!\\.)') ? [lost('inspect.field-health', {field: '.State.Health'})] : []),
		...(has('\\.Config\\.(Cmd|Entrypoint)') && !knowsPaused(ask) ? [close('inspect.entrypoint')] : []),
	];
}

/** Where what docker tells of a container is told here. */
function sentenceAbout(field: string): string {
	const [, id] = elsewhere.find(([pattern]) => pattern.test(field)) ?? [];
	return id ?? 'inspect.field';
}

const elsewhere: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\.State\.Health|^\.Config\.Healthcheck/, 'inspect.field-health'],
	[/^\.HostConfig\.RestartPolicy/, 'inspect.field-restart'],
	[/^\.State\.Paused/, 'inspect.field-paused'],
	[/Ports|^\.HostConfig\.PortBindings/, 'inspect.field-ports'],
	[/^\.NetworkSettings|^\.HostConfig\.\w+Mode|^\.HostConfig\.(Dns|ExtraHosts)/, 'inspect.field-network'],
	[/^\.HostConfig\.LogConfig/, 'inspect.field-log'],
	[/^\.Size/, 'inspect.field-size'],
];

const verbs: Readonly<Record<Kind, string>> = {container: 'inspect', image: 'inspecti', 'pod-sandbox': 'inspectp'};

function asked(kind: Kind, args: readonly Arg[], names: readonly Arg[]): Command {
	const template = args.at(-1);
	const first = kind === 'container' && typeof template === 'string' ? askedFirst(template) : undefined;
	if (first !== undefined && first.asks.length > 0) {
		const inspect = `exec crictl inspect --output go-template --template "${first.variables}$0" "$@"`;
		return {argv: ['sh', '-c', [...first.asks, inspect].join('; '), template ?? '', ...names], effect: 'read'};
	}
	return {argv: ['crictl', verbs[kind], ...args, ...names], effect: 'read'};
}

/** Of what is the pod's, asked of its sandbox. */
function ofPod(args: readonly Arg[], ask: Ask): ReturnType<Build> | undefined {
	return addressOf(ask) ?? portsOf(ask) ?? withAddress(args, ask);
}

function addressOf(ask: Ask): ReturnType<Build> | undefined {
	if (!isAddress(ask.value('format') ?? '') || ask.value('type') === 'image') return undefined;
	const template = ['--output', 'go-template', '--template', '{{.status.network.ip}}'];
	const commands = ask.parsed.args.map(
		(name): Command => ({argv: ['crictl', 'inspectp', ...template, sandboxOf(name)], effect: 'read'}),
	);
	return {commands, findings: [close('inspect.address')]};
}

function kindOf(name: string, type: string): Kind {
	if (type === 'image' || (type === '' && looksLikeImage(name))) return 'image';
	return isSandboxName(name) ? 'pod-sandbox' : 'container';
}

function guessed(type: string, byKind: ReadonlyMap<Kind, readonly Arg[]>): readonly Found[] {
	return type === '' && byKind.has('container') ? [note('inspect.is-container')] : [];
}

function noSuchType(type: string): ReturnType<Build> {
	const known = ['network', 'volume', 'node', 'service', 'task', 'secret', 'config', 'plugin'];
	if (!known.includes(type)) return {error: `docker inspect knows no type ${type}`};
	const id = type === 'network' || type === 'volume' ? `inspect.${type}` : 'inspect.swarm';
	return {commands: [], findings: [{...lost(id, {type}), flag: '--type'}]};
}

/** The kind of thing an `Ask` is about when its type is fixed: `docker image inspect`. */
export function inspectOf(kind: 'container' | 'image'): Build {
	return ({args}, ask: Ask) => {
		const address = kind === 'container' ? ofPod(args, ask) : undefined;
		if (address !== undefined) return address;
		if (printsForPrograms(ask))
			return shaped(kind, kind === 'image' ? ask.parsed.args : ask.parsed.args.map(containerArg), ask);
		const names = ask.parsed.args.map(name => (kind === 'image' ? name : containerArg(name)));
		return {commands: [asked(kind, args, names)], findings: [close('inspect.shape')]};
	};
}
