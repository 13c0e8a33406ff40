import {known} from '../model/node-snapshot.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, deleteLine, lineAt, replaceInLine, restart} from './fixes.ts';

export const containerdConfigSyntax: Check = {
	id: 'containerd-config-syntax',
	title: "containerd's configuration: syntax",
	explains: ['containerd-toml-syntax', 'ctd-dup-table'],
	look({containerd}) {
		const config = known(containerd.config);
		const broken = [...(config ? [config] : []), ...containerd.imports].find(file => file.broken);
		if (broken?.broken) {
			const {path, text} = broken;
			const {line = 1, message} = broken.broken;
			return fatal(`${path} is not TOML (${message}): containerd cannot start with it, whenever it is started next`, {
				evidence: [lineAt(path, text, line)],
				fix: [...repair(path, text, line), run(containerd.backups[0]), restart('containerd')].filter(
					fix => fix !== undefined,
				),
			});
		}
		if (config === undefined) {
			return 'missing' in containerd.binary
				? skipped('there is no containerd on this node')
				: ok(`${containerd.configPath} is not there: containerd takes its defaults`);
		}
		return ok(`${config.path} is read as version ${config.version ?? 1}`);

		function run(backup: string | undefined) {
			return backup === undefined ? undefined : advice(`an older copy is there: ${backup}`);
		}
	},
};

/** What most often happened to such a line: a bracket is missing, or it should not be there at all. */
function repair(path: string, text: string, line: number) {
	const broken = (text.split('\n')[line - 1] ?? '').trim();
	const isOpen = /^\[[^\]]*$/.test(broken);
	if (!isOpen) return [advice(`correct line ${line} of ${path}`)];
	const closed = `${broken}]`;
	const isTwice = text.split('\n').some((other, index) => index !== line - 1 && other.trim() === closed);
	if (isTwice) return [deleteLine(path, line)];
	return [replaceInLine(path, line, broken, closed)];
}
