import type {CriContainer} from '../../model/node-workloads.ts';
import {fieldsOf, listOf, mapOf, optionalFields, optionalText, textOf} from '../shape.ts';

/** Read `crictl pods -o json`: the pods, `namespace/name`. */
export function parseSandboxes(text: string): readonly string[] {
	return listOf(fieldsOf(JSON.parse(text), 'answer').items, 'items').map(({metadata}) => {
		const {namespace, name} = fieldsOf(metadata, 'metadata');
		return `${textOf(namespace, 'namespace')}/${textOf(name, 'name')}`;
	});
}

/** Read `crictl ps -o json`; what no kubelet made is left out. */
export function parseCriContainers(text: string): readonly CriContainer[] {
	return listOf(fieldsOf(JSON.parse(text), 'answer').containers, 'containers').flatMap(
		({id, metadata, labels}): readonly CriContainer[] => {
			const {'io.kubernetes.pod.name': pod, 'io.kubernetes.pod.namespace': namespace} = mapOf(labels, 'labels');
			const name = optionalText(optionalFields(metadata, 'metadata').name, 'name');
			if (pod === undefined || name === undefined) return [];
			return [{id: textOf(id, 'id'), name, pod: `${namespace ?? ''}/${pod}`}];
		},
	);
}
