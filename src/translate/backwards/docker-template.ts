import {containerScope} from '../transforms/container-fields.ts';

/** What docker calls a field of `crictl inspect`. */
function namesOfDocker(): ReadonlyMap<string, string> {
	const plain = Object.entries(containerScope().fields).filter(([, field]) => /^\.[\w.]+$/.test(field));
	const others = [
		['.status.state', '.State.Status'],
		['.status.metadata.name', '.Name'],
		['.status.reason', '.State.Status'],
		['.info.runtimeSpec.linux.resources.memory.limit', '.HostConfig.Memory'],
		['.info.runtimeSpec.hostname', '.Config.Hostname'],
	] as const;
	return new Map([...plain.map(([name, field]) => [field, name] as const), ...others].toReversed());
}

/** A Go template for crictl inspect as docker inspect takes it; `unknown`: what docker does not tell. */
export function dockerTemplate(template: string): {readonly text: string; readonly unknown: readonly string[]} {
	const names = namesOfDocker();
	const unknown: string[] = [];
	const text = template.replace(/\.(?:status|info)(?:\.\w+)+/g, path => {
		const keys = path.split('.');
		for (let count = keys.length; count > 2; count -= 1) {
			const name = names.get(keys.slice(0, count).join('.'));
			if (name !== undefined) return [name, ...keys.slice(count)].join('.');
		}
		unknown.push(path);
		return path;
	});
	return {text, unknown};
}
