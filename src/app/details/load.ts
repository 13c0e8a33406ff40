import {messageOf} from '../../host/errors.ts';
import {quote} from '../../model/argv.ts';
import type {NodeRuntime, Subject} from '../../runtime/node-runtime.ts';
import type {Store} from '../store.ts';
import type {Details} from './screen.ts';

/** Ask the runtime for everything it knows of a thing; the YAML writer comes when the answer is on the screen. */
export async function loadDetails(
	id: number,
	subject: Subject,
	{runtime}: {readonly runtime: NodeRuntime},
	store: Store,
): Promise<void> {
	let details: Details = {};
	const show = (more: Details) => {
		details = {...details, ...more};
		store.dispatch({type: 'details', id, details});
	};
	try {
		show({command: quote(runtime.inspectCommand(subject))});
		show({document: await runtime.inspect(subject)});
		const {stringify} = await import('yaml');
		show({toYaml: value => stringify(value, {lineWidth: 0, aliasDuplicateObjects: false})});
	} catch (error) {
		show({error: messageOf(error)});
	}
}
