import {effectOfCompose, readCompose} from '../compose.ts';
import {type Build, lost, note} from '../transform.ts';

/** `docker compose …`: neither crictl nor ctr reads a compose file; what to do instead depends on its command. */
export const compose: Build = (_draft, {parsed, grammar}) => {
	const line = readCompose(parsed.args, grammar);
	if ('error' in line) return line;
	const {command, args, stopsAtFirstArgument} = line;
	if (command === undefined) return {commands: [], findings: [lost('compose.none')]};
	const [first = ''] = args;
	const service = /^[\w][\w.-]*$/.test(first) ? first : 'SERVICE';
	const program = stopsAtFirstArgument && args.length > 1 ? 'COMMAND' : 'sh';
	const said = lost(sentences[command] ?? 'compose.none', {command, service, program});
	const looks = effectOfCompose(command) === 'read' && said.id === 'compose.ps';
	return {commands: [], findings: [said, ...(looks ? [note('compose.labels', {service})] : [])]};
};

/** Which sentence of data/findings answers a command of compose. */
const sentences: Readonly<Record<string, string>> = {
	up: 'compose.up',
	create: 'compose.up',
	run: 'compose.run',
	down: 'compose.down',
	rm: 'compose.down',
	ps: 'compose.ps',
	ls: 'compose.ps',
	images: 'compose.ps',
	port: 'compose.ps',
	top: 'compose.ps',
	stats: 'compose.ps',
	volumes: 'compose.ps',
	logs: 'compose.logs',
	attach: 'compose.logs',
	exec: 'compose.exec',
	cp: 'compose.exec',
	start: 'compose.scale',
	stop: 'compose.scale',
	kill: 'compose.scale',
	restart: 'compose.scale',
	scale: 'compose.scale',
	pause: 'compose.scale',
	unpause: 'compose.scale',
	build: 'compose.build',
	commit: 'compose.build',
	pull: 'compose.pull',
	push: 'compose.build',
	config: 'compose.config',
	convert: 'compose.config',
	events: 'compose.wait',
	wait: 'compose.wait',
	watch: 'compose.wait',
};
