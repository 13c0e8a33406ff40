import {known} from '../model/node-snapshot.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {at, restart, run} from './fixes.ts';

export const containerdPluginNames: Check = {
	id: 'containerd-plugin-names',
	title: 'names in disabled_plugins',
	follows: ['containerd-config-syntax', 'containerd-config-version'],
	explains: ['ctd-disabled-uri'],
	look({containerd}) {
		const config = known(containerd.config);
		if (config?.data === undefined) return skipped('there is no configuration file that can be read');
		if ((config.version ?? 1) < 2) return ok('version 1 takes short names');
		for (const list of ['disabled_plugins', 'required_plugins']) {
			const names = config.data[list];
			const short = Array.isArray(names)
				? names.find(name => !/^io\.containerd\.[\w.-]+\.v\d+/.test(String(name)))
				: undefined;
			const setting = config.settings.find(({name}) => name === list);
			if (short === undefined || setting === undefined) continue;
			return fatal(
				`${list} names "${String(short)}", and a file of version ${config.version} takes only whole names such as io.containerd.grpc.v1.cri: containerd exits at once`,
				{
					evidence: [at(setting)],
					fix: [run('sed', '-i', `${setting.line}s|=.*|= []|`, config.path), restart('containerd')],
				},
			);
		}
		return ok('they are whole names, or there are none');
	},
};
