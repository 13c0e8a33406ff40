import type {OtherRuntime} from './containerd-config.ts';

type FromRuntimes = {
	readonly runtimes: Readonly<Record<string, OtherRuntime>>;
	/** Names of those whose program is called with arguments. */
	readonly withArguments: readonly string[];
};

/**
 * `runtimes` of daemon.json: a program that takes the words of runc (`path`), or a shim of containerd's (`runtimeType`), the
 * options of which are containerd's own. Source: dockerd reference, "Configure container runtimes".
 */
export function fromRuntimes(table: Readonly<Record<string, unknown>>): FromRuntimes {
	const all = Object.entries(table).map(([name, value]) => [name, tableOf(value)] as const);
	const found = all.flatMap(([name, {path, runtimeType, options}]) => {
		const program = path ?? tableOf(options).BinaryName;
		const runtime: OtherRuntime = {
			...(typeof program === 'string' ? {binaryName: program} : {}),
			...(typeof runtimeType === 'string' ? {type: runtimeType} : {}),
		};
		return name === 'runc' || Object.keys(runtime).length === 0 ? [] : [[name, runtime] as const];
	});
	const withArguments = all.flatMap(([name, {runtimeArgs}]) =>
		Array.isArray(runtimeArgs) && runtimeArgs.some(each => typeof each === 'string') ? [name] : [],
	);
	return {runtimes: Object.fromEntries(found), withArguments};
}

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
