import {known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {needsDocker} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, at, lineAt, removeFlag, run} from './fixes.ts';
import {writeJson} from './parts/json-repair.ts';

type Data = Readonly<Record<string, unknown>>;

/** The least that the first program of a container and runc beside it get along with. */
const least: Readonly<Record<string, number>> = {nofile: 64, nproc: 16};

export const dockerPods: Check = {
	id: 'docker-pods',
	title: 'what docker gives its containers',
	follows: ['docker-config', 'docker-running'],
	explains: ['nofile', 'rlimit-refused', 'pause-pull'],
	look(node) {
		const config = known(node.docker.config);
		const data: Data = config?.data ?? {};
		if (config === undefined && node.docker.flags.length === 0) return skipped('docker is told nothing');
		return worstOf(
			[...otherUsers(node, data), ...lowLimits(node, data), ...noLogs(node, data)],
			ok('users and limits are those of the node'),
		);
	},
};

/** Source: docs.docker.com userns-remap: images and containers lie in a folder of their own, and host namespaces are refused. */
function otherUsers(node: NodeSnapshot, data: Data): readonly Outcome[] {
	const remapped = data['userns-remap'];
	const set = node.docker.flags.findLast(({name}) => name === '--userns-remap');
	if (!needsDocker(node) || (set === undefined && !isName(remapped))) return [];
	return [
		fatal(
			`docker maps the users of its containers (userns-remap is ${set?.value ?? String(remapped)}): it keeps images and containers in a folder of their own, so that what was there before is out of its sight, and pods with the network of the node cannot start`,
			{
				evidence: [set === undefined ? evidenceOf(node, 'userns-remap') : at(set)],
				fix: [...(set === undefined ? without(node, data, 'userns-remap') : withoutFlag(set)), ...again],
			},
		),
	];
}

function lowLimits(node: NodeSnapshot, data: Data): readonly Outcome[] {
	const limits = isMap(data['default-ulimits']) ? data['default-ulimits'] : {};
	const low = Object.entries(limits).flatMap(([name, limit]) => {
		const soft = Number(isMap(limit) ? (limit.Soft ?? limit.Hard) : limit);
		return soft >= 0 && soft < (least[name] ?? 0) ? [{name, soft}] : [];
	});
	if (low.length === 0) return [];
	const names = low.map(({name, soft}) => `${name} ${soft}`).join(', ');
	const left = Object.fromEntries(Object.entries(limits).filter(([name]) => !low.some(one => one.name === name)));
	return [
		(needsDocker(node) ? fatal : warning)(
			`default-ulimits of docker has ${names}: no container can start with so little`,
			{
				evidence: [evidenceOf(node, 'default-ulimits')],
				fix: [
					...(Object.keys(left).length === 0
						? without(node, data, 'default-ulimits')
						: without(node, data, 'default-ulimits', {'default-ulimits': left})),
					...again,
					advice('containers that were made with it keep it until they are made anew'),
				],
			},
		),
	];
}

/** Source: kubelet 1.20 dockershim: it reads the files of json-file, and journald through a library; of others there is nothing. */
function noLogs(node: NodeSnapshot, data: Data): readonly Outcome[] {
	const driver = data['log-driver'];
	if (!needsDocker(node) || !isName(driver) || driver === 'json-file' || driver === 'journald') return [];
	return [
		warning(
			`log-driver of docker is ${String(driver)}: kubectl logs has nothing, and agents find no files in /var/log/pods`,
			{
				evidence: [evidenceOf(node, 'log-driver')],
				fix: [
					...without(node, data, 'log-driver', {'log-driver': 'json-file', ...optionsOfFiles(data)}),
					...again,
					advice('containers that were made with it keep it until they are made anew'),
				],
			},
		),
	];
}

/** An option of another driver keeps docker from its start. Source: moby daemon/logger/jsonfilelog, validate. */
function optionsOfFiles(data: Data): Data {
	if (!isMap(data['log-opts'])) return {};
	const known = /^(max-(size|file|buffer-size)|compress|labels(-regex)?|env(-regex)?|tag|mode)$/;
	return {'log-opts': Object.fromEntries(Object.entries(data['log-opts']).filter(([name]) => known.test(name)))};
}

function isName(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}

function isMap(value: unknown): value is Data {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function evidenceOf({docker}: NodeSnapshot, name: string) {
	const config = known(docker.config);
	const setting = config?.settings.find(each => each.name === name || each.name.startsWith(`${name}.`));
	if (setting !== undefined) return at(setting);
	return lineAt(config?.path ?? '/etc/docker/daemon.json', config?.text ?? '', 1);
}

function without({docker}: NodeSnapshot, data: Data, name: string, more: Data = {}) {
	const path = known(docker.config)?.path;
	const left = {...Object.fromEntries(Object.entries(data).filter(([key]) => key !== name)), ...more};
	return path === undefined ? [] : [writeJson(path, left)];
}

function withoutFlag(set: Setting) {
	return [removeFlag(set), run('systemctl', 'daemon-reload')];
}

const again = [run('systemctl', 'reset-failed', 'docker', 'docker.socket'), run('systemctl', 'restart', 'docker')];
