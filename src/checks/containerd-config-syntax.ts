import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {type Check, fatal, type Outcome, ok, skipped} from './check.ts';
import {advice, at, lineAt, replaceInLine, restart} from './fixes.ts';
import {withoutMarkers} from './parts/merge-markers.ts';
import {fromUtf16} from './parts/other-encoding.ts';
import {repairToml} from './parts/toml-repair.ts';

export const containerdConfigSyntax: Check = {
	id: 'containerd-config-syntax',
	title: "containerd's configuration: syntax",
	explains: ['containerd-toml-syntax', 'ctd-dup-table', 'containerd-import-missing'],
	look({containerd}) {
		const config = known(containerd.config);
		const broken = [...(config ? [config] : []), ...containerd.imports].find(file => file.broken);
		if (broken?.broken) {
			const {path, text} = broken;
			const {line = 1, message} = broken.broken;
			const merged = [...fromUtf16(path, text), ...withoutMarkers(path, text)];
			return fatal(`${path} is not TOML (${message}): containerd cannot start with it, whenever it is started next`, {
				evidence: [lineAt(path, text, line)],
				fix: [
					...(merged.length > 0 ? merged : repairToml(path, text, line, `correct line ${line} of ${path}`)),
					run(containerd.backups[0]),
					restart('containerd'),
				].filter(fix => fix !== undefined),
			});
		}
		if (config === undefined) {
			return 'missing' in containerd.binary
				? skipped('there is no containerd on this node')
				: ok(`${containerd.configPath} is not there: containerd takes its defaults`);
		}
		const absent = absentImport(containerd);
		if (absent !== undefined) return absent;
		return ok(`${config.path} is read as version ${config.version ?? 1}`);

		function run(backup: string | undefined) {
			return backup === undefined ? undefined : advice(`an older copy is there: ${backup}`);
		}
	},
};

/** A file that is named without `*` must be there. Source: containerd 1.7.24, "failed to load TOML". */
function absentImport({config, imports, configPath}: NodeSnapshot['containerd']): Outcome | undefined {
	const named = known(config)?.data?.imports;
	const absent = (Array.isArray(named) ? named : []).find(
		path => typeof path === 'string' && /^\/[^*?[]*$/.test(path) && !imports.some(file => file.path === path),
	);
	if (absent === undefined) return undefined;
	const setting = known(config)?.settings.find(({name}) => name === 'imports');
	return fatal(`${configPath} imports ${absent}, which is not there: containerd does not start`, {
		evidence: setting ? [at(setting)] : [],
		fix: setting
			? [
					...[`"${absent}", `, `, "${absent}"`, `"${absent}"`].map(text =>
						replaceInLine(setting.path, setting.line, text, ''),
					),
					restart('containerd'),
				]
			: [advice(`take it out of imports in ${configPath}`)],
	});
}
