import {quoteWord} from '../../model/argv.ts';
import {type Ask, type Build, lost} from '../transform.ts';

/**
 * Commands of a swarm: a cluster answers them, through kubectl and kubeadm. Each has its sentence, `swarm.service-scale`,
 * with the words of the line in it.
 */
export const swarm: Build = (_draft, ask) => {
	const {command} = ask.parsed;
	const id = `swarm.${command.replaceAll(' ', '-')}`;
	return {commands: [], findings: [lost(command === 'node update' ? availability(ask, id) : id, valuesOf(ask))]};
};

/** What stands in braces in the sentences; what was not typed is a word in capitals. */
function valuesOf(ask: Ask): Readonly<Record<string, string>> {
	const [first, second] = ask.parsed.args;
	const [scaled, replicas] = first?.split(/=(.*)/s) ?? [];
	return {
		first: word(first, 'NAME'),
		second: word(second, 'FILE'),
		service: word(scaled, 'NAME'),
		replicas: word(replicas, 'N'),
		name: word(ask.value('name'), 'NAME'),
		count: word(ask.value('replicas'), '1'),
		file: word(ask.value('compose-file'), 'compose.yaml'),
		label: word(ask.value('label-add'), 'KEY=VALUE'),
	};
}

function word(text: string | undefined, without: string): string {
	return text === undefined || text === '' ? without : quoteWord(text);
}

function availability(ask: Ask, id: string): string {
	const wanted = ask.value('availability') ?? '';
	return ['active', 'pause', 'drain'].includes(wanted) ? `${id}-${wanted}` : id;
}
