import {criImages, registryFolders, tableAt} from '../model/containerd-config.ts';
import {known, type Setting, type TextFile} from '../model/node-snapshot.ts';
import {needsContainerd} from './about.ts';
import {type Check, type Fix, fatal, info, ok, skipped, warning} from './check.ts';
import {advice, at, lineAt, replaceInLine, run} from './fixes.ts';
import {repairToml} from './parts/toml-repair.ts';

export const registries: Check = {
	id: 'registries',
	title: 'registries',
	follows: ['containerd-config-syntax', 'containerd-config-version'],
	explains: ['ctd-mirrors-deprecated', 'hosts-toml'],
	look(node) {
		const {containerd} = node;
		const config = known(containerd.config);
		const data = known(containerd.effective) ?? config?.data;
		const registry = tableAt(criImages(config?.data), 'registry');
		const old = ['mirrors', 'configs', 'auths'].filter(name => Object.keys(tableAt(registry, name) ?? {}).length > 0);
		const folders = registryFolders(config?.data);
		const line = config?.settings.find(
			({name, value}) =>
				/registry\.?.*\.(mirrors|configs|auths)\b/.test(name) &&
				value !== undefined &&
				/(mirrors|configs|auths)\./.test(name),
		);
		if (folders.length > 0 && old.includes('mirrors')) {
			const path = config?.settings.find(
				({name}) => name.endsWith('registry.config_path') || name.endsWith('.config_path'),
			);
			return (needsContainerd(node) ? fatal : warning)(
				'mirrors and config_path are both set: containerd does not load its CRI plugin then',
				{
					evidence: [path, line].flatMap(setting => (setting ? [at(setting)] : [])),
					fix: [
						...(path
							? [run('sed', '-i', `${path.line}s|"[^"]*"|""|`, path.path), run('systemctl', 'restart', 'containerd')]
							: []),
						advice(
							'or the other way: move each mirror into a hosts.toml under config_path, and take the mirrors tables out',
						),
					],
				},
			);
		}
		const broken = registryFolders(data).length === 0 ? undefined : containerd.hosts.find(file => file.broken);
		if (broken?.broken) {
			return warning(`${broken.path} is not TOML (${broken.broken.message}): pulls from that registry fail`, {
				evidence: [lineAt(broken.path, broken.text, broken.broken.line ?? 1)],
				fix: repairToml(
					broken.path,
					broken.text,
					broken.broken.line ?? 1,
					`correct line ${broken.broken.line ?? 1} of ${broken.path}; it counts at the next pull, without a restart`,
				),
			});
		}
		const wanted = registryFolders(data);
		const absent = wanted.length === 0 ? [] : (containerd.hostAbsent ?? []);
		if (absent.length > 0)
			return warning(
				`${absent.map(({path, value}) => `${path} names ${value}`).join(', ')}, which is not there: every pull from that registry fails before it is asked`,
				{
					evidence: absent.map(at),
					fix: [
						...absent.map(one => instead(one, containerd.hostCertificates)),
						advice(
							'it counts at the next pull; where the registry has a certificate of its own, put the file of its authority there and take the # away',
						),
					],
				},
			);
		const lacking = folders.filter(folder => !containerd.hostFolders.includes(folder));
		if (lacking.length > 0)
			return info(
				`config_path names ${lacking.join(', ')}, which ${lacking.length === 1 ? 'is' : 'are'} not there: every registry is taken as it is`,
			);
		if (old.length > 0) {
			return info(
				`${old.join(', ')} of the registry table are deprecated: hosts.toml files under config_path take their place`,
				{
					evidence: line ? [at(line)] : [],
					fix: [
						advice(
							'certs.d/HOST/hosts.toml with [host."https://mirror"]; https://github.com/containerd/containerd/blob/main/docs/hosts.md',
						),
					],
				},
			);
		}
		if (!needsContainerd(node)) return skipped('containerd pulls nothing on this node');
		return ok(
			wanted.length > 0
				? `${containerd.hosts.length} of them under ${wanted.join(', ')}`
				: 'none is configured: each is asked over https',
		);
	},
};

/** The only certificate in that folder is the one that was meant; else the line becomes a comment. */
function instead({path, line, value}: Setting, certificates: readonly TextFile[]): Fix {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const [only, ...more] = certificates.filter(
		file => file.path.startsWith(folder) && /\.(crt|cert|pem)$/.test(file.path),
	);
	if (only !== undefined && more.length === 0 && /\.(crt|cert|pem)$/.test(value))
		return replaceInLine(path, line, value, only.path);
	return run('sed', '-i', `${line}s/^/# /`, path);
}
