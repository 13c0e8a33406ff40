import {ctrNamespace} from '../runtime/ctr-containers.ts';
import {askForNames} from '../runtime/known-names.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {resolveContainer} from '../runtime/resolve-container.ts';
import type {TranslateError, Translation} from '../translate/types.ts';

type Asks = (namespace: string) => Promise<Translation | TranslateError>;

/**
 * What crictl has no answer for ctr may have, where all containers of the line are its own: `docker inspect -f
 * '{{.HostConfig.RestartPolicy.Name}}'` of what `docker run` made here. Undefined where one is a pod's, or there is none.
 */
export async function heldByCtr(asks: Asks, runtime: NodeRuntime): Promise<Translation | undefined> {
	const answer = await asks(ctrNamespace);
	if ('error' in answer || answer.commands.length === 0) return undefined;
	const {containers} = await askForNames(answer.commands, runtime);
	const names = answer.commands.flatMap(({argv}) =>
		argv.flatMap(word => (typeof word !== 'string' && word.lookup === 'container' ? [word.name] : [])),
	);
	const isHere = (name: string) => {
		const found = resolveContainer(name, containers);
		return !('error' in found) && found.elsewhere === ctrNamespace;
	};
	return names.length > 0 && names.every(isHere) ? answer : undefined;
}
