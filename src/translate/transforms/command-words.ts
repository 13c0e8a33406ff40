/** Around the words of a command in what a template prints, in a text and in a JSON: what prints it makes docker's text of it. */
export const commandMarks = ['\u0001', '\u0002', '\u0003'] as const;

/** The words of a container's command as JSON on one line, between marks; `json` of crictl ends with a new line. */
export function markedCommand(inJson: boolean): string {
	const list = '{{with json .info.runtimeSpec.process.args}}{{slice . 0 (len (slice . 1))}}{{end}}';
	return `{{"\\x0${inJson ? 2 : 1}"}}${list}{{"\\x03"}}`;
}
