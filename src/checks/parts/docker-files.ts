import {dockerFileKeys, dockerTlsFileKeys} from '../../model/docker-file-keys.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';

type Data = Readonly<Record<string, unknown>>;

/** Files that daemon.json names and that are not there, and which keys go with them where that opens nothing. */
export function absentFiles(
	data: Data,
	{kinds, docker, units}: NodeSnapshot,
): ReadonlyArray<{readonly name: string; readonly path: string; readonly without: readonly string[]}> {
	return dockerFileKeys.flatMap(name => {
		const path = data[name];
		if (typeof path !== 'string' || !path.startsWith('/') || kinds[path] !== undefined) return [];
		if (!dockerTlsFileKeys.includes(name)) return [{name, path, without: [name]}];
		// Whoever serves a port without its keys lets everybody in.
		const told = [JSON.stringify(data.hosts ?? ''), ...docker.flags.map(({value}) => value)];
		const started = 'value' in units ? (units.value['docker.socket']?.files ?? []).map(({text}) => text) : [];
		const isOpen =
			told.some(text => /tcp:/.test(text)) || started.some(text => /^\s*ListenStream\s*=\s*[^/\s]/m.test(text));
		return [{name, path, without: isOpen ? [] : ['tls', 'tlsverify', ...dockerTlsFileKeys]}];
	});
}
