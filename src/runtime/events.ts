import type {NodeEvent} from '../model/event.ts';
import {mobyNamespace} from './docker-answers.ts';
import {type Fields, fieldsOf, optionalFields, optionalNumber, optionalText} from './shape.ts';

/** An event without its number. */
export type ParsedEvent = Omit<NodeEvent, 'number'>;

/**
 * Read a line of `ctr events` or of `docker events --format '{{json .}}'`; undefined where it is neither: containerd adds
 * topics with each version, docker adds kinds.
 */
export function parseEvent(line: string): ParsedEvent | undefined {
	try {
		return line.startsWith('{') ? parseDockerEvent(line) : parseCtrEvent(line);
	} catch {
		return undefined;
	}
}

/** `2026-11-21 10:37:59.873504477 +0000 UTC k8s.io /tasks/exit {"container_id":"…"}`: Go's way to print a time. */
function parseCtrEvent(line: string): ParsedEvent | undefined {
	const [, date, time, zone, containerdNamespace, topic, payload] =
		/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) ([+-]\d{4}) \S+ (\S+) (\/\S+) ?(.*)$/s.exec(line) ?? [];
	if (topic === undefined || containerdNamespace === undefined || zone === undefined) return undefined;
	const fields = payload?.startsWith('{') ? fieldsOf(JSON.parse(payload), 'payload') : {};
	const process = optionalText(fields.id, 'id');
	const container = optionalText(fields.container_id, 'container_id');
	return {
		// More than milliseconds is more than Date reads.
		atMs: Date.parse(`${date}T${(time ?? '').slice(0, 12)}${zone.slice(0, 3)}:${zone.slice(3)}`),
		containerdNamespace,
		topic,
		subject: container ?? process ?? optionalText(fields.key, 'key') ?? optionalText(fields.name, 'name') ?? '',
		detail: [
			container !== undefined && process !== undefined && process !== container ? `exec ${process.slice(0, 12)}` : '',
			...detailsOf(fields),
		]
			.filter(Boolean)
			.join(', '),
		isChange: isChangeOf(topic, container, process, fields),
	};
}

function detailsOf(fields: Fields): readonly string[] {
	const number = (name: string) => optionalNumber(fields[name], name);
	const text = (name: string) => (typeof fields[name] === 'string' ? (fields[name] as string) : undefined);
	const exitStatus = number('exit_status');
	const labels = optionalFields(fields.labels, 'labels');
	return [
		exitStatus === undefined ? (fields.exited_at === undefined ? '' : 'exit 0') : `exit ${exitStatus}`,
		number('pid') ? `pid ${number('pid')}` : '',
		text('image') ? `image ${text('image')}` : '',
		text('parent') ? `parent ${text('parent')}` : '',
		text('snapshotter') ?? '',
		...Object.keys(labels).map(name => `label ${name}`),
	].filter(Boolean);
}

/** Probes of the kubelet run programs in containers every few seconds: those change no list. */
function isChangeOf(
	topic: string,
	container: string | undefined,
	process: string | undefined,
	_fields: Fields,
): boolean {
	if (/^\/tasks\/exec-/.test(topic)) return false;
	return topic !== '/tasks/exit' || process === undefined || container === process;
}

function parseDockerEvent(line: string): ParsedEvent | undefined {
	const fields = fieldsOf(JSON.parse(line), 'line');
	const actor = optionalFields(fields.Actor, 'Actor');
	const attributes = optionalFields(actor.Attributes, 'Actor.Attributes');
	const type = optionalText(fields.Type, 'Type') ?? 'container';
	const action = optionalText(fields.Action, 'Action') ?? optionalText(fields.status, 'status');
	const nanoseconds = optionalNumber(fields.timeNano, 'timeNano');
	const seconds = optionalNumber(fields.time, 'time');
	if (action === undefined) return undefined;
	const exitCode = optionalText(attributes.exitCode, 'exitCode');
	const image = optionalText(attributes.image, 'image');
	const name = optionalText(attributes.name, 'name');
	// `exec_start: /bin/sh -c …` carries the command behind the word.
	const [word = action, ...rest] = action.split(': ');
	return {
		atMs: nanoseconds === undefined ? (seconds ?? 0) * 1000 : nanoseconds / 1e6,
		containerdNamespace: mobyNamespace,
		topic: `/${type}/${word}`,
		subject: optionalText(actor.ID, 'Actor.ID') ?? optionalText(fields.id, 'id') ?? '',
		...(type === 'container' && name !== undefined && {container: {name}}),
		detail: [
			exitCode === undefined ? '' : `exit ${exitCode}`,
			image === undefined ? '' : `image ${image}`,
			rest.join(': '),
		]
			.filter(Boolean)
			.join(', '),
		isChange: !/^(exec_|health_status|top|archive-path|resize)/.test(word),
	};
}
