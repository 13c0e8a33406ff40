import type {ApiPod} from '../../model/why-facts.ts';
import {type Fields, fieldsOf, listOf, optionalFields, optionalText} from '../shape.ts';

/** Read `spec.containers[].lifecycle.preStop`: `{exec: {command}}`, `{httpGet: {path}}`, `{sleep: {seconds}}`. */
export function preStopsOf(spec: Fields): Pick<ApiPod, 'preStops'> {
	const preStops = listOf(spec.containers, 'containers').flatMap(container => {
		const hook = optionalFields(optionalFields(container.lifecycle, 'lifecycle').preStop, 'preStop');
		const words = hookWords(hook);
		return words === undefined ? [] : [{name: optionalText(container.name, 'name') ?? '', hook: words}];
	});
	return preStops.length === 0 ? {} : {preStops};
}

function hookWords(hook: Fields): string | undefined {
	if (hook.exec !== undefined) {
		const {command} = fieldsOf(hook.exec, 'exec');
		return Array.isArray(command) ? command.filter(word => typeof word === 'string').join(' ') : 'a command';
	}
	if (hook.httpGet !== undefined)
		return `httpGet ${optionalText(fieldsOf(hook.httpGet, 'httpGet').path, 'path') ?? '/'}`;
	return hook.sleep === undefined ? undefined : 'sleep';
}
