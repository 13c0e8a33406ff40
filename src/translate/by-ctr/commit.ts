import {commitOf} from '../transforms/commit.ts';
import {exportOf} from '../transforms/files.ts';
import {machine} from '../transforms/image-archive.ts';
import {argOf, type BuildByCtr} from './held.ts';

/** crictl tells the settings of an image that the kubelet has: what only `docker run` had is given to it, as docker has one store for all. */
export const commit: BuildByCtr = (held, ask) => {
	const given = `ctr -n ${held.namespace} images export --platform "linux/$on" - "$image" | ctr -n k8s.io images import - >/dev/null`;
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
	});
	return 'error' in built ? {commands: []} : built;
};
