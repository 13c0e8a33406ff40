import {askPaused, asksPaused, pausedVariable} from './paused.ts';

/** What a template of `crictl inspect` needs and crictl's object does not tell: asked first, by a program of sh whose arguments are the containers. */
export type AskedFirst = {
	/** Commands of sh. */
	readonly asks: readonly string[];
	/** Stands before the template, in double quotes. */
	readonly variables: string;
};

export function askedFirst(template: string): AskedFirst {
	const entry = template.includes('$entry');
	return {
		asks: [...(asksPaused(template) ? [askPaused] : []), ...(entry ? [askEntry] : [])],
		variables: `${asksPaused(template) ? pausedVariable : ''}${entry ? entryVariable : ''}`,
	};
}

/** How many words of what runs are the entrypoint of the image: as words of a template, by what the container calls its image. */
const askEntry =
	'entry=$(crictl inspect --output go-template --template "{{.status.imageRef}}" "$@" 2>/dev/null | grep . | sort -u | ' +
	`xargs --no-run-if-empty crictl inspecti --output go-template --template '{{$n := len (or (index .info.imageSpec.config "Entrypoint") "")}}{{if gt $n 0}}{{$n}} {{.status.id}}{{range .status.repoDigests}} {{.}}{{end}}{{end}}' 2>/dev/null | ` +
	`awk '{for (i = 2; i <= NF; i++) if ($i ~ /^[A-Za-z0-9.:@\\/_-]+$/) printf " (and (eq .status.imageRef \\"%s\\") %d)", $i, $1}')`;

/** A pod that gives a command of its own has none of the image's. */
const entryVariable = '{{\\$entry := or$entry 0}}{{if index .info.config \\"command\\"}}{{\\$entry = 0}}{{end}}';
