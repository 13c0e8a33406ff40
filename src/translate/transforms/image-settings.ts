import type {ImageChanges} from './image-changes.ts';

/** The settings of an image that has none but these, as JSON. */
export function settingsOf({set, env, labels, ports, volumes}: ImageChanges): string {
	const asMap = (names: readonly string[]) =>
		names.length === 0 ? undefined : Object.fromEntries(names.map(name => [name, {}]));
	return JSON.stringify({
		...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)),
		Env: env.length === 0 ? undefined : [...new Map(env)].map(([name, value]) => `${name}=${value}`),
		Labels: labels.length === 0 ? undefined : Object.fromEntries(labels),
		ExposedPorts: asMap(ports),
		Volumes: asMap(volumes),
	});
}

/** What a container may have otherwise than its image. */
export type OwnSetting = 'Entrypoint' | 'Cmd' | 'Env' | 'WorkingDir';

/** Where the container's own setting is put in, or its variables but those that are changed, each with a comma behind it: a comment of templates, which no text of the user's can be (`asText`). */
export function placeOf(key: string): string {
	return `{{/*${key}*/}}`;
}

/**
 * The same as a template over what crictl tells of an image, whose own settings stay where nothing is said of them; lists and maps get
 * more, and of two of one name the last counts.
 *
 * @param own What is put in from the container, and not from its image.
 */
export function settingsOver(
	{set, env, labels, ports, volumes, lost}: ImageChanges,
	own: readonly OwnSetting[] = [],
): string {
	const kept = (key: string) => (own.some(one => one === key) ? placeOf(key) : ofImage(key));
	const changed = [env, labels, ports, volumes].some(list => list.length > 0) || Object.keys(set).length > 0;
	if (!changed && lost.length === 0 && own.length === 0) return `{{json ${config}}}`;
	const single = ['User', 'Entrypoint', 'Cmd', 'WorkingDir', 'StopSignal'].map(key =>
		field(key, Object.hasOwn(set, key) ? asText(JSON.stringify(set[key])) : kept(key)),
	);
	const empty = (names: readonly string[]) => names.map(name => [name, {}] as const);
	return `{${[
		...single,
		field('Env', env.length === 0 ? kept('Env') : listOver(env, own)),
		field('Labels', mapOver('Labels', labels)),
		field('ExposedPorts', mapOver('ExposedPorts', empty(ports))),
		field('Volumes', mapOver('Volumes', empty(volumes))),
	].join(',')}}`;
}

const config = '.info.imageSpec.config';

function field(key: string, value: string): string {
	return `"${key}":${value}`;
}

function ofImage(key: string): string {
	return `{{json (index ${config} "${key}")}}`;
}

function listOver(env: ImageChanges['env'], own: readonly OwnSetting[]): string {
	const names = [...new Set(env.map(([name]) => `${name}=`))];
	const again = names.map(name => `(eq (printf "%.${[...name].length}s" .) ${JSON.stringify(name)})`).join(' ');
	const more = [...new Map(env)].map(([name, value]) => asText(JSON.stringify(`${name}=${value}`)));
	if (own.includes('Env')) return `[${placeOf('others')}${more.join(',')}]`;
	return `[{{range index ${config} "Env"}}{{if not (or false ${again})}}{{json .}},{{end}}{{end}}${more.join(',')}]`;
}

function mapOver(key: string, entries: readonly (readonly [string, unknown])[]): string {
	if (entries.length === 0) return ofImage(key);
	const more = entries.map(([name, value]) => asText(`${JSON.stringify(name)}:${JSON.stringify(value)}`));
	return `{{"{"}}{{range $key, $value := index ${config} "${key}"}}{{json $key}}:{{json $value}},{{end}}${more.join(',')}}`;
}

/** Text that must not be taken for an action. */
export function asText(text: string): string {
	return text.replaceAll('{{', '{{"{{"}}');
}
