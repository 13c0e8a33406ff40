import {readLogLine} from '../../explain/read-line.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import {lastWordsOf} from '../last-words.ts';

/** Why a service ends at its start, or serves no CRI, in its own words; undefined where it runs. */
export function refusalOf(service: string, node: NodeSnapshot): string | undefined {
	const unit = known(node.units)?.[`${service}.service`];
	const journal = known(node.journal) ?? [];
	if (unit?.activeState === 'failed' || unit?.activeState === 'activating') return lastWordsOf(unit.name, journal);
	const cri = known(node.containerd.plugins)?.find(({id, type}) => id === 'cri' && /grpc\.v1$/.test(type));
	if (service !== 'containerd' || cri?.status !== 'error') return undefined;
	return journal
		.filter(line => line.includes('"_SYSTEMD_UNIT":"containerd.service"'))
		.map(line => readLogLine(line, 0).text.trim())
		.findLast(text => /failed to load plugin/.test(text) && /cri|grpc/.test(text));
}
