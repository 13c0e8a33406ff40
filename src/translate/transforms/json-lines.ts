import {rowsMark} from './awk-template.ts';
import {markedCommand} from './command-words.ts';

/** A text within a JSON string: Go quotes, and the quotes are taken off. */
const within = (value: string) => `{{with printf "%q" ${value}}}{{slice (slice . 1) 0 (len (slice . 2))}}{{end}}`;
const quoted = (value: string) => `{{printf "%q" ${value}}}`;

/** `docker ps --format json`: a line for each container, under docker's names; what nobody knows is not among them. */
export function containerJson(state: string, status: string, wholeIds: boolean): string {
	const texts: Readonly<Record<string, string>> = {
		ID: wholeIds ? '.status.id' : '(printf "%.12s" .status.id)',
		Names: '.status.metadata.name',
		Image: '.status.image.image',
		State: state,
		CreatedAt: '.status.createdAt',
		RunningFor: '(printf "since %s" .status.createdAt)',
		Ports: '$ports',
	};
	const pairs = Object.entries(texts).map(([name, value]) => `"${name}":${quoted(value)}`);
	const labels = `{{$comma := ""}}{{range $key, $value := .status.labels}}{{$comma}}${within('$key')}=${within('$value')}{{$comma = ","}}{{end}}`;
	return `{${pairs.join(',')},"Status":"${status}","Command":${markedCommand(true)},"Labels":"${labels}"}`;
}

/** A row of crictl's table as an object. */
export function rowJson(fields: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(fields).map(
		([name, column], index) => `"${index === 0 ? '{' : ','}\\"${name}\\":\\"" ${column} "\\""`,
	);
	return `${rowsMark} {print ${pairs.join(' ')} "}"}`;
}
