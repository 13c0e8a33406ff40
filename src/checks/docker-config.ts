import {quote} from '../model/argv.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {needsDocker, unit} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped, warning, worstOf} from './check.ts';
import {advice, at, lineAt, removeFlag, run} from './fixes.ts';
import {absentFiles} from './parts/docker-files.ts';
import {noInit} from './parts/docker-init.ts';
import {daemonKeys, goneStorageDrivers, logDrivers, storageDrivers} from './parts/docker-keys.ts';
import {type Config, type Data, evidenceOf, type Problem, without} from './parts/docker-problem.ts';
import {onlyInFile, saidTwice} from './parts/docker-twice.ts';
import {wrongValues} from './parts/docker-values.ts';
import {repairedJson, writeJson} from './parts/json-repair.ts';
import {likest} from './parts/likest.ts';

export const dockerConfig: Check = {
	id: 'docker-config',
	title: 'daemon.json of docker',
	explains: [
		'docker-daemon-json',
		'docker-mirror',
		'docker-runtime',
		'docker-runtime-reserved',
		'docker-log-opt',
		'docker-storage-driver',
		'docker-tls',
		'docker-init-missing',
	],
	look(node) {
		const config: Config | undefined = known(node.docker.config);
		if (config === undefined) return skipped('there is no /etc/docker/daemon.json');
		const isDown = ['failed', 'activating'].includes(unit(node, 'docker.service')?.activeState ?? '');
		const grave = needsDocker(node) || isDown ? fatal : warning;
		if (config.broken) {
			const {line = 1, message} = config.broken;
			const meant = repairedJson(config.text);
			return grave(`${config.path} is not JSON (${message}): dockerd does not start with it`, {
				evidence: [lineAt(config.path, config.text, line)],
				fix: [meant ? writeJson(config.path, meant) : advice(`correct line ${line} of ${config.path}`), ...again],
			});
		}
		const data = config.data ?? {};
		const found = [
			...strangers(config, data),
			...twice(config, data, node),
			...nobody(config, data),
			...noFile(config, data, node),
			...noInit(config, data, node),
			...noStorage(config, data, isDown),
			...ofOtherKind(config, data, known(node.docker.version)),
		];
		// One file with all of it put right: a second would put back what the first took out.
		const meant = found.reduce((left, {mend}) => mend?.(left) ?? left, data);
		const outcomes = found.map(({says, evidence, mend, fix = []}) =>
			grave(says, {evidence, fix: [...(mend ? [writeJson(config.path, meant)] : []), ...fix, ...again]}),
		);
		return worstOf(outcomes, ok(`${config.path} is read`));
	},
};

const again: readonly Fix[] = [
	run('systemctl', 'reset-failed', 'docker', 'docker.socket'),
	run('systemctl', 'restart', 'docker.socket', 'docker'),
];

/** A flag that may be given several times is called by one of them: `--insecure-registry`, `--dns-opt`; its key by all. */
function keyOfFlag(name: string): string | undefined {
	const many = name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
	return daemonKeys.has(many) ? many : undefined;
}

/** dockerd ends at a key that it does not know. */
function strangers(config: Config, data: Data): readonly Problem[] {
	return Object.keys(data)
		.filter(name => !daemonKeys.has(name))
		.map(name => {
			const meant = keyOfFlag(name) ?? likest(name, daemonKeys);
			const isFree = meant !== undefined && data[meant] === undefined;
			return {
				says: `${name} in ${config.path} is no setting of dockerd: it does not start${isFree ? `; ${meant} is meant` : ''}`,
				evidence: evidenceOf(config, name),
				mend: left => without(left, name, isFree ? {[meant]: left[name]} : {}),
			};
		});
}

function ofOtherKind(config: Config, data: Data, docker: string | undefined): readonly Problem[] {
	return wrongValues(data, docker).map(({name, why, meant}) => ({
		says: `${name} in ${config.path} ${why}: dockerd does not start`,
		evidence: evidenceOf(config, name),
		...(meant === undefined
			? {fix: [advice(`correct ${name} in ${config.path}`)]}
			: {mend: left => (name in left ? {...left, [name]: meant} : left)}),
	}));
}

function twice(config: Config, data: Data, node: NodeSnapshot): readonly Problem[] {
	const said = saidTwice(data, node.docker.flags);
	const [first] = said;
	if (first === undefined) return [];
	const names = [...new Set(said.map(({key}) => key))];
	// A drop-in that says it anew is taken back; what the unit itself says stays, and the file gives way.
	const inDropIns = said.every(({flag}) => flag.path.includes('.service.d/') && /^--../.test(flag.name));
	return [
		{
			says: `${names.join(', ')} stands in ${config.path} and on the command line (${first.flag.path}): dockerd takes it from one of them only, and does not start`,
			evidence: [...names.flatMap(name => evidenceOf(config, name)), ...said.map(({flag}) => at(flag))],
			...(inDropIns
				? {fix: [...said.map(({flag}) => removeFlag(flag)), run('systemctl', 'daemon-reload')]}
				: {
						mend: left => names.reduce((rest, name) => without(rest, name), left),
						fix: onlyInFile(data, said).map(([flag, value]) =>
							advice(`the file alone had it: ${quote([flag, value])} into the ExecStart of ${first.flag.path}`),
						),
					}),
		},
	];
}

/** A runtime or a log driver that is named and that nobody has. */
function nobody(config: Config, data: Data): readonly Problem[] {
	const runtime = data['default-runtime'];
	const runtimes = typeof data.runtimes === 'object' && data.runtimes !== null ? Object.keys(data.runtimes) : [];
	const driver = data['log-driver'];
	const isPlugin = typeof driver === 'string' && /[/:]/.test(driver);
	const hasNoRuntime =
		typeof runtime === 'string' && !/^(runc|io\.containerd\.)/.test(runtime) && !runtimes.includes(runtime);
	const hasNoDriver = typeof driver === 'string' && !isPlugin && !logDrivers.has(driver);
	const problems: readonly (Problem | false)[] = [
		// Its own runtime has that name in every version; seen on docker 26.1.5.
		runtimes.includes('runc') && {
			says: `runtimes in ${config.path} has runc, a name that docker keeps for its own: dockerd does not start`,
			evidence: evidenceOf(config, 'runtimes'),
			mend: left => {
				const {runc: _, ...others} = left.runtimes as Data;
				return Object.keys(others).length > 0 ? {...left, runtimes: others} : without(left, 'runtimes');
			},
		},
		hasNoRuntime && {
			says: `default-runtime in ${config.path} is ${runtime}, which is not among its runtimes: dockerd does not start`,
			evidence: evidenceOf(config, 'default-runtime'),
			mend: left => without(left, 'default-runtime'),
		},
		hasNoDriver && {
			says: `log-driver in ${config.path} is ${driver}, which docker does not have: dockerd does not start`,
			evidence: evidenceOf(config, 'log-driver'),
			mend: left => ({...left, 'log-driver': likest(driver, logDrivers) ?? 'json-file'}),
		},
	];
	return problems.filter(problem => problem !== false);
}

/** A certificate, a key, a profile that is named and not there. */
function noFile(config: Config, data: Data, node: NodeSnapshot): readonly Problem[] {
	return absentFiles(data, node).map(({name, path, without: names}) => ({
		says: `${path}, which ${config.path} names as ${name}, is not there: dockerd does not start`,
		evidence: evidenceOf(config, name),
		...(names.length > 0
			? {mend: (left: Data) => names.reduce((rest, key) => without(rest, key), left)}
			: {fix: [advice(`put ${path} there: docker serves a port, and without it would let everybody in`)]}),
	}));
}

/** Without the setting docker takes the driver whose images are there, or overlay2. */
function noStorage(config: Config, data: Data, isDown: boolean): readonly Problem[] {
	const driver = data['storage-driver'];
	const features = data.features;
	const isOfContainerd = typeof features === 'object' && features !== null && 'containerd-snapshotter' in features;
	if (typeof driver !== 'string' || isOfContainerd) return [];
	const meant = storageDrivers.has(driver) ? undefined : likest(driver, storageDrivers);
	const why = storageDrivers.has(driver)
		? isDown && goneStorageDrivers.has(driver) && 'which this docker or this kernel does not have (any more)'
		: `which docker does not have${meant ? `; ${meant} is meant` : ''}`;
	if (why === false) return [];
	return [
		{
			says: `storage-driver in ${config.path} is ${driver}, ${why}: dockerd does not start`,
			evidence: evidenceOf(config, 'storage-driver'),
			mend: left => without(left, 'storage-driver', meant ? {'storage-driver': meant} : {}),
		},
	];
}
