import {containerArg} from '../container-arg.ts';
import {type Build, close, type FlagTransform, lost} from '../transform.ts';
import {compareVersions} from '../version.ts';
import {refusing} from './refusing.ts';

/** `docker attach`; some versions of crictl cannot. Source: cri-tools 1.30.0 to 1.31.1, "unknown transport". */
export const attach: Build = (_draft, ask) => {
	const container = containerArg(ask.parsed.args[0] ?? '');
	const ended = refusing('cannot attach to a container that is not running: start it first');
	const {crictl} = ask.versions;
	const broken = compareVersions(crictl, '1.30') >= 0 && compareVersions(crictl, '1.31.2') < 0;
	if (!broken) {
		const input = ask.on('no-stdin') ? [] : ['--stdin'];
		return {
			commands: [{argv: ['crictl', 'attach', ...input, container], effect: 'write', terminal: 'attach', ended}],
			findings: input.length === 0 ? [] : [close('attach.input')],
		};
	}
	return {
		commands: [
			{argv: ['crictl', 'logs', '--follow', '--tail', '0', container], effect: 'read', terminal: 'follow', ended},
		],
		findings: [ask.on('no-stdin') ? close('attach.follows') : lost('attach.broken', {version: crictl})],
	};
};

export const attachSigProxy: FlagTransform = values =>
	values.at(-1) === 'false' ? {} : {findings: [lost('attach.sig-proxy')]};
