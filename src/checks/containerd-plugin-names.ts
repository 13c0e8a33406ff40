import {literalPattern} from '../model/literal-pattern.ts';
import {known} from '../model/node-snapshot.ts';
import {type Check, type Fix, fatal, ok, skipped} from './check.ts';
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
					fix: [taken(config, setting.line, String(short)), restart('containerd')],
				},
			);
		}
		return ok('they are whole names, or there are none');
	},
};

/** A list that goes on in other lines loses that name alone: the rest of it would stand there without its head. */
function taken({path, text}: {readonly path: string; readonly text: string}, line: number, name: string): Fix {
	const lines = text.split('\n');
	const whole = (lines[line - 1] ?? '').replace(/#.*$/, '');
	if (whole.includes(']')) return run('sed', '-i', `${line}s|=.*|= []|`, path);
	const isHere = (each: string) => each.includes(`"${name}"`) || each.includes(`'${name}'`);
	const at = lines.findIndex((each, index) => index >= line - 1 && isHere(each)) + 1;
	return run('sed', '-i', '-E', `${at || line}s|["']${literalPattern(name)}["'] *,?||`, path);
}
