import {criRuntime} from '../../model/containerd-config.ts';
import {known} from '../../model/node-snapshot.ts';
import {binDirsApart} from '../edit/bin-dirs.ts';
import {editContainerdConfig} from '../edit/containerd-config.ts';
import type {MigrationFacts} from '../facts.ts';
import {ownSentences} from '../own-values.ts';
import {containerdWanted, fromDocker, wantedConfig, whyUneditable} from '../wanted.ts';
import {type Check, go, noGo, type Verdict} from './finding.ts';

export const containerdConfig: Check = {
	id: 'containerd-config',
	title: 'the configuration of containerd',
	look(facts) {
		const {config, configPath, version} = facts.snapshot.containerd;
		const file = known(config);
		if (file?.broken) {
			const {line, message} = file.broken;
			return noGo(`${configPath}${line === undefined ? '' : `, line ${line}`} is no TOML: ${message}`, {
				fix: [{text: 'repair the file, or move it away: a new one is written'}],
			});
		}
		const told = file?.version;
		const major = Number(known(version)?.split('.')[0] ?? 1);
		if (told !== undefined && told >= 3 && major < 2)
			return noGo(`${configPath} is of version ${told}, which containerd ${known(version)} refuses`, {
				fix: [{text: 'write it as version 2, or install containerd 2'}],
			});
		const {imports} = facts.snapshot.containerd;
		const apart = binDirsApart([{path: configPath, data: file?.data}, ...imports], known(version) ?? '1.6.0');
		if (apart !== undefined) return bothBinDirs(apart);
		if (file === undefined) return go(`there is no ${configPath}; one is written with what the kubelet needs`);
		const uneditable = whyUneditable(facts);
		if (uneditable !== undefined)
			return noGo(uneditable, {
				fix: [
					{
						text: 'write each of its keys in a line of its own, without inline tables, or move it away: a new one is written',
					},
				],
			});
		const instead = replacing(facts);
		if (instead !== undefined && major < 2 && wantedConfig(facts) !== file.text)
			return noGo(
				`${instead} is imported and has a section of the CRI plugin: before containerd 2 it stands in for that whole section of ${configPath}, where nothing that is written counts`,
				{fix: [{text: `move the section from ${instead} to ${configPath}, then run this again`}]},
			);
		const {notes} = editContainerdConfig(file.text, containerdWanted(facts), {version: known(version) ?? '1.6.0'});
		const own = ownSentences(fromDocker(facts).containerd, file.data);
		return go(
			[`${configPath} is kept and extended`, ...notes].join('; '),
			own.map(text => ({source: configPath, text})),
		);
	},
};

/** Which of two files is to change, nobody but a person knows. */
export function bothBinDirs({single, list}: NonNullable<ReturnType<typeof binDirsApart>>): Verdict {
	return noGo(`${single} sets bin_dir and ${list} sets bin_dirs: together they keep the CRI plugin from loading`, {
		fix: [{text: `take bin_dir out of ${single} and put its folder into bin_dirs of ${list}, then run this again`}],
	});
}

/** A file that takes the place of a section whole. Source: containerd 1.6 and 1.7 mergeConfig; lab, containerd 1.6.20. */
function replacing({snapshot}: MigrationFacts): string | undefined {
	return snapshot.containerd.imports.findLast(({data}) => criRuntime(data) !== undefined)?.path;
}
