import {fullReference} from '../../model/image-ref.ts';
import type {WhyFacts} from '../../model/why-facts.ts';
import type {Fix} from '../known-error.ts';
import {withoutCluster} from './without-cluster.ts';

/** What to type, with the names of this pod in it, for the tool of this node; the same thing said twice is said once. */
export function fixesFor(fixes: readonly Fix[], facts: WhyFacts): readonly Fix[] {
	const named = withoutCluster(fixes, facts).map(({text, argv}): Fix => {
		const put = (word: string) => withNames(word, facts);
		const made = argv === undefined ? undefined : ([put(argv[0]), ...argv.slice(1).map(put)] as const);
		const shown = put(text);
		const command = forTool(shown, facts);
		return made === undefined || command !== shown ? {text: command} : {text: command, argv: made};
	});
	const isTailed = named.some(({text}) => text.includes(' logs --tail '));
	return named.filter(
		({text}, index) =>
			named.findIndex(other => other.text === text) === index &&
			!(isTailed && /^(?:crictl|docker) logs \S+$/.test(text)),
	);
}

function withNames(text: string, {pod, containers, api}: WhyFacts): string {
	const told = 'value' in api ? api.value : undefined;
	const failed = containers.find(({container}) => container.state !== 'running') ?? containers[0];
	const id = failed?.container.id.slice(0, 13);
	let named = text;
	if (pod !== undefined) named = named.replace(/(kubectl [^;,]{0,60}?)\bPOD\b/g, `$1${pod.name} -n ${pod.namespace}`);
	if (pod !== undefined) named = named.replace(/-n NAMESPACE\b/g, `-n ${pod.namespace}`);
	if (id !== undefined)
		named = named
			.replace(/\bID of the attempt that ended\b/g, id)
			.replace(/(logs|inspect|export|info) ID\b/g, `$1 ${id}`);
	const image = failed?.container.image ?? told?.containers.find(({waiting}) => waiting !== undefined)?.image;
	if (image !== undefined && /^[\w./:@-]{1,300}$/.test(image)) {
		named = named.replace(/(inspecti|pull|--plain-http) IMAGE\b/g, `$1 ${image}`);
		named = named.replace(/images mount IMAGE\b/g, `images mount ${fullReference(image)}`);
		named = named.replace(/\bHOST:PORT\b|\bREGISTRY(?=\/)/g, fullReference(image).split('/')[0] ?? image);
	}
	if (told?.nodeName !== undefined) named = named.replace(/\bnode NODE\b/g, `node ${told.nodeName}`);
	return named;
}

/** dockershim answers no crictl of today: what is looked at is looked at with docker. */
const inDocker: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bcrictl inspecti\b/g, 'docker image inspect'],
	[/\bcrictl inspectp\b/g, 'docker inspect'],
	[/\bcrictl (ps|logs|inspect|pull|images|stats)\b/g, 'docker $1'],
];

function forTool(text: string, {tool}: WhyFacts): string {
	if (tool !== 'docker') return text;
	return inDocker.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), text);
}
