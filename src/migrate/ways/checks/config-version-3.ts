import {known} from '../../../model/node-snapshot.ts';
import {binDirsApart} from '../../edit/bin-dirs.ts';
import {isVersion3, toVersion3} from '../../edit/containerd-v3.ts';
import {bothBinDirs} from '../../preflight/containerd-config.ts';
import {type Check, go, noGo} from '../../preflight/finding.ts';
import {versionToBe} from '../../steps/config-version-3.ts';

export const configVersion3: Check = {
	id: 'containerd-config',
	title: 'the configuration of containerd',
	look(facts) {
		const {config, configPath, imports} = facts.snapshot.containerd;
		const file = known(config);
		const version = versionToBe(facts);
		if (version === undefined || Number(version.split('.')[0]) < 2)
			return noGo(`containerd is ${version ?? 'of no known version'}: it exits where it reads version 3`, {
				fix: [{text: 'install containerd 2 first, or give its release archive: --containerd-tarball FILE'}],
			});
		if (file?.broken) return noGo(`${configPath} is no TOML: ${file.broken.message}`);
		if (file === undefined) return go(`there is no ${configPath}: containerd uses its defaults`);
		const broken = imports.find(each => each.broken);
		if (broken?.broken) return noGo(`${broken.path} is no TOML: ${broken.broken.message}`);
		const apart = binDirsApart([{path: configPath, data: file.data}, ...imports], version);
		if (apart !== undefined) return bothBinDirs(apart);
		const {text, notes} = toVersion3(file.text, {version});
		const isThere = isVersion3(file.data ?? {}, version);
		if (isThere && text === file.text) return go(`${configPath} is of version 3 already`);
		const what = isThere ? 'is repaired' : `of version ${file.version ?? 1}, is written as version 3`;
		return go([`${configPath}${isThere ? ' ' : ', '}${what}`, ...notes].join('; '), [
			...imports.map(({path, text}) => ({
				source: path,
				text: `imported, stays as it is: version ${/^\s*version\s*=\s*(\d+)/m.exec(text)?.[1] ?? '1, for it says none'}`,
			})),
		]);
	},
};
