import {known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {needsDocker, unit} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped, warning} from './check.ts';
import {advice, at, lineAt, replaceInLine, restart, run} from './fixes.ts';
import {writeJson} from './parts/json-repair.ts';

const usual = /^(fd:|unix:\/\/(\/var)?\/run\/docker\.sock$)/;

/** Where `-H` names other places alone, nobody answers at the usual one; systemd may hold it all the same. */
export const dockerListens: Check = {
	id: 'docker-listens',
	title: 'where docker listens',
	follows: ['docker-config', 'docker-running'],
	look(node) {
		if (!node.processes.some(({name}) => name === 'dockerd')) return skipped('dockerd does not run');
		const flags = node.docker.flags.filter(({name}) => /^--(H|host)$/.test(name));
		const config = known(node.docker.config);
		const hosts = listOf(config?.data?.hosts);
		const told = [...flags.map(({value}) => value), ...hosts];
		const [flag] = flags;
		if (told.length === 0 || told.some(place => usual.test(place))) return ok('/run/docker.sock is one of its places');
		const isHeld = unit(node, 'docker.socket')?.activeState === 'active';
		return (needsDocker(node) ? fatal : warning)(
			`dockerd listens at ${told.join(', ')} alone: at /run/docker.sock, where ${needsDocker(node) ? 'the kubelet and ' : ''}docker ask, ${isHeld ? 'systemd takes calls (docker.socket) and nobody answers them' : 'nobody listens'}`,
			{
				evidence: [flag === undefined ? lineAt(config?.path ?? '', config?.text ?? '', 1) : at(flag)],
				fix: fixOf(node, flag, hosts, isHeld ? 'fd://' : 'unix:///run/docker.sock'),
			},
		);
	},
};

function fixOf(
	{docker}: NodeSnapshot,
	flag: Setting | undefined,
	hosts: readonly string[],
	place: string,
): readonly Fix[] {
	const config = known(docker.config);
	const again = [run('systemctl', 'reset-failed', 'docker', 'docker.socket'), restart('docker')];
	if (flag === undefined)
		return config?.data === undefined
			? [advice(`${place} into its hosts`)]
			: [writeJson(config.path, {...config.data, hosts: [place, ...hosts]}), ...again];
	return [
		replaceInLine(flag.path, flag.line, flag.value, `${place} -H ${flag.value}`),
		run('systemctl', 'daemon-reload'),
		...again,
	];
}

function listOf(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
