import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import {type Config, type Data, evidenceOf, type Problem, without} from './docker-problem.ts';

/** `init`: every container is started through a program of docker's package; dockerd itself runs well without. */
export function noInit(config: Config, data: Data, {journal}: NodeSnapshot): readonly Problem[] {
	if (data.init !== true || data['init-path'] !== undefined) return [];
	const said = (known(journal) ?? []).findLast(line => /docker-init.{0,6}: executable file not found/.test(line));
	if (said === undefined) return [];
	return [
		{
			says: `init in ${config.path} starts every container through docker-init, which is not on the node: none starts`,
			evidence: [
				...evidenceOf(config, 'init'),
				{source: 'journalctl -u docker', text: 'exec: "docker-init": executable file not found in $PATH'},
			],
			mend: left => without(left, 'init'),
		},
	];
}
