import {quoteWord} from '../model/argv.ts';
import {type ConfigFile, known} from '../model/node-snapshot.ts';
import {atLeast} from './about.ts';
import {type Check, type Evidence, fatal, info, type Outcome, ok, skipped, warning} from './check.ts';
import {at, insertAtTop, lineAt, replaceInLine, restart, run} from './fixes.ts';

/** The newest version of the file that each containerd reads. Source: lab, containerd RELEASES.md. */
const readable: ReadonlyArray<readonly [from: string, version: number]> = [
	['2.3', 4],
	['2.0', 3],
	['1.3', 2],
	['0', 1],
];

export const containerdConfigVersion: Check = {
	id: 'containerd-config-version',
	title: "containerd's configuration: version",
	follows: ['containerd-config-syntax'],
	explains: ['ctd-version-missing', 'ctd-version-too-new', 'ctd-migrated'],
	look({containerd}) {
		const config = known(containerd.config);
		if (config?.data === undefined) return skipped('there is no configuration file that can be read');
		const {path, text, settings, version = 1} = config;
		const binary = known(containerd.version);
		const line = settings.find(({name}) => name === 'version');
		const place = line ? at(line) : lineAt(path, text, 1);
		const newest = readable.find(([from]) => binary !== undefined && atLeast(binary, from))?.[1];
		if (binary !== undefined && newest !== undefined && version > newest) {
			return tooNew(config, {version, newest, binary}, place);
		}
		const cri = settings.find(({name}) => /^plugins\."?io\.containerd\.(grpc\.v1\.cri|cri\.v1\.)/.test(name));
		if (version < 2 && cri) {
			const wanted = cri.name.includes('cri.v1.') ? 3 : 2;
			const fix = line
				? replaceInLine(path, line.line, `version = ${version}`, `version = ${wanted}`)
				: insertAtTop(path, `version = ${wanted}`);
			return fatal(
				`${path} ${line ? 'says version 1' : 'has no version line, so it is read as version 1'}: its tables with names like io.containerd.grpc.v1.cri are not read, and the CRI runs on defaults (sandbox image, CNI folders, SystemdCgroup, registries)`,
				{evidence: [place, at(cri)], fix: [fix, restart('containerd')]},
			);
		}
		const old = settings.find(({name}) => isOldCri(name));
		if (version === 3 && old && binary !== undefined && !atLeast(binary, '2.3')) {
			return warning(
				`${path} is of version 3 with a table of version 2: containerd ${binary} ignores it, and says so only in its log`,
				{
					evidence: [place, at(old)],
					fix: [replaceInLine(path, line?.line ?? 1, 'version = 3', 'version = 2'), restart('containerd')],
				},
			);
		}
		if (version < 2 && binary !== undefined && atLeast(binary, '1.5')) {
			return info(`${path} is of version 1, which is deprecated; nothing in it needs a newer one`, {evidence: [place]});
		}
		return ok(`version ${version} is what containerd ${binary ?? ''} reads`);
	},
};

/**
 * Of the CRI's table containerd 2 leaves only the stream server where it was; the rest has tables of its own.
 * Source: `containerd config default` of 2.1.9.
 */
const streamServer =
	/^(disable_tcp_service|stream_server_address|stream_server_port|stream_idle_timeout|enable_tls_streaming|x509_key_pair_streaming(\..*)?)$/;

function isOldCri(name: string): boolean {
	const [, rest] = /^plugins\.["']?io\.containerd\.grpc\.v1\.cri["']?\.(.+)$/.exec(name) ?? [];
	return rest !== undefined && !streamServer.test(rest);
}

type Versions = {readonly version: number; readonly newest: number; readonly binary: string};

/**
 * Before 1.7 containerd starts with whatever number is there, and reads the tables as of version 2.
 * Source: lab, containerd 1.6.20 with `version = 3`.
 */
function tooNew({path, settings}: ConfigFile, {version, newest, binary}: Versions, place: Evidence): Outcome {
	const later = settings.find(({name}) => /io\.containerd\.cri\.v1\./.test(name));
	const line = settings.find(({name}) => name === 'version');
	const starts = !atLeast(binary, '1.7');
	const because = `${path} is of version ${version}, and containerd ${binary} reads up to ${newest}`;
	if (later || line === undefined) {
		return fatal(
			`${because}: ${starts ? 'its tables are not read, and the CRI runs on defaults' : 'it does not start'}`,
			{
				evidence: [place, ...(later ? [at(later)] : [])],
				fix: [
					run('cp', '-a', path, `${path}.of-version-${version}`),
					run('sh', '-c', `containerd config default > ${quoteWord(path)}`),
					restart('containerd'),
				],
			},
		);
	}
	const grave = starts ? warning : fatal;
	return grave(
		`${because}: ${starts ? 'its tables are still those of version 2, and are read so' : 'it does not start'}`,
		{
			evidence: [place],
			fix: [replaceInLine(path, line.line, `version = ${version}`, `version = ${newest}`), restart('containerd')],
		},
	);
}
