import {isSandboxName} from '../../model/container-name.ts';
import {looksLikeImage} from '../../model/image-ref.ts';
import {containerArg} from '../container-arg.ts';
import {type Ask, type Build, close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {containerScope, imageScope} from './container-fields.ts';
import {fillTemplate} from './go-template.ts';

type Kind = 'container' | 'image' | 'pod-sandbox';

/** `docker inspect`: what kind of thing each name is decides the command; without `--type`, a name is a container. */
export const inspect: Build = ({args}, ask) => {
	const type = ask.value('type') ?? '';
	if (!['', 'container', 'image'].includes(type)) return noSuchType(type);
	const address = addressOf(ask);
	if (address !== undefined) return address;
	const byKind = new Map<Kind, Arg[]>();
	for (const name of ask.parsed.args) {
		const kind = kindOf(name, type);
		byKind.set(kind, [...(byKind.get(kind) ?? []), kind === 'image' ? name : containerArg(name)]);
	}
	const commands = [...byKind].map(
		([kind, names]): Command => ({argv: ['crictl', verbs[kind], ...args, ...names], effect: 'read'}),
	);
	return {commands, findings: [close('inspect.shape'), ...guessed(type, byKind)]};
};

/** docker's template, over the fields of crictl where the same thing is known there. */
export const inspectFormat: FlagTransform = (values, ask) => {
	const template = values.at(-1) ?? '';
	if (template === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(template)) return {};
	if (isAddress(template)) return {};
	const isImage =
		ask.value('type') === 'image' || ask.parsed.command === 'image inspect' || ask.parsed.args.every(looksLikeImage);
	const filled = fillTemplate(template, isImage ? imageScope() : containerScope());
	if ('missing' in filled) return {findings: filled.missing.map(field => lost(sentenceAbout(field), {field}))};
	return {args: ['--output', 'go-template', '--template', filled.text], findings: [close('inspect.template')]};
};

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

/** The address of a container is its pod's: `{{.NetworkSettings.IPAddress}}`, `{{range .NetworkSettings.Networks}}…`. */
function isAddress(template: string): boolean {
	const bare = template.replaceAll(/\s|\{\{(?:json|println|end)?|\}\}/g, '');
	return bare === '.NetworkSettings.IPAddress' || bare === 'range.NetworkSettings.Networks.IPAddress';
}

function addressOf(ask: Ask): ReturnType<Build> | undefined {
	if (!isAddress(ask.value('format') ?? '') || ask.value('type') === 'image') return undefined;
	const commands = ask.parsed.args.map((name): Command => {
		const found = containerArg(name);
		const container = typeof found === 'string' ? ({lookup: 'container', name: found} as const) : found;
		const sandbox: Arg = container.lookup === 'pod-sandbox' ? container : {...container, field: 'sandbox'};
		return {
			argv: ['crictl', 'inspectp', '--output', 'go-template', '--template', '{{.status.network.ip}}', sandbox],
			effect: 'read',
		};
	});
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
		const address = kind === 'container' ? addressOf(ask) : undefined;
		if (address !== undefined) return address;
		const names = ask.parsed.args.map(name => (kind === 'image' ? name : containerArg(name)));
		return {
			commands: [{argv: ['crictl', verbs[kind], ...args, ...names], effect: 'read'}],
			findings: [close('inspect.shape')],
		};
	};
}
