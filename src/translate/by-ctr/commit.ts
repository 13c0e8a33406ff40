import {quoteWord} from '../../model/argv.ts';
import {commitOf} from '../transforms/commit.ts';
import {localFlag} from '../transforms/export-local.ts';
import {exportOf} from '../transforms/files.ts';
import {machine} from '../transforms/image-archive.ts';
import {placeOf} from '../transforms/image-settings.ts';
import {argOf, type BuildByCtr} from './held.ts';
import {filledByCtr} from './inspect-filled.ts';

const settings = ['Entrypoint', 'Cmd', 'Env', 'WorkingDir'] as const;

/** As docker, what the container was started with; its hostname alone is not kept. */
function ownSettings(namespace: string, changed: readonly string[]): string {
	const asked = filledByCtr(settings.map(key => `{{json .Config.${key}}}`).join('\n'), namespace);
	if (asked === undefined) throw new Error('a field of docker inspect is not known');
	const places = settings.map(
		(key, index) => `put ${quoteWord(placeOf(key))} "$(printf "%s\\n" "$own" | sed -n ${index + 1}p)"`,
	);
	const without = changed.map(name => `s/"${name.replace(/[.[\]*^$\\/]/g, '\\$&')}=\\([^"\\\\]\\|\\\\.\\)*",//`);
	const others = ['s/^\\[//', 's/]$/,/', 's/^,$//', ...without].join('; ');
	return [
		`own() { ${asked}; }; own=$(own "$2") || exit`,
		`put() { said=$(printf "%s" "$2" | sed 's/{{/{{"{{"}}/g'); case $template in *"$1"*) template="\${template%%"$1"*}$said\${template#*"$1"}" ;; esac; }`,
		...places,
		...(changed.length === 0
			? []
			: [`put ${quoteWord(placeOf('others'))} "$(printf "%s\\n" "$own" | sed -n 3p | sed ${quoteWord(others)})"`]),
	].join('; ');
}

/** crictl tells the settings of an image that the kubelet has: what only `docker run` had is given to it, as docker has one store for all. */
export const commit: BuildByCtr = (held, ask) => {
	const given = `ctr -n ${held.namespace} images export${localFlag(ask)} --platform "linux/$on" - "$image" | ctr -n k8s.io images import - >/dev/null`;
	const image = [
		`image=$(ctr -n ${held.namespace} containers info "$2" | sed -n 's/^ *"Image": "\\(.*\\)",$/\\1/p') && [ -n "$image" ] || exit`,
		machine,
		`crictl inspecti "$image" >/dev/null 2>&1 || ${given} || exit`,
		'left=25; until crictl inspecti "$image" >/dev/null 2>&1 || [ "$left" = 0 ]; do left=$((left - 1)); sleep 0.2; done',
	].join('; ');
	const built = commitOf(ask, {
		packed: withOutput => exportOf(withOutput, name => argOf(name, held), held.namespace),
		idOf: name => argOf(name, held),
		image,
		own: {settings, program: changed => ownSettings(held.namespace, changed)},
	});
	return 'error' in built ? {commands: []} : built;
};
