/**
 * For sh: `with_program` adds docker's Entrypoint and Cmd to what `ctr containers info` told, in whose JSON there is one list of words alone.
 * Where the line begins with the ENTRYPOINT of the image the rest is its Cmd; where it does not, its first word was `--entrypoint`. Of an
 * image that the kubelet does not have all of it is Cmd.
 */
export const program = `with_program() { entry=$(crictl inspecti --output go-template --template '{{range index .info.imageSpec.config "Entrypoint"}}{{json .}}{{"\\n"}}{{end}}' "$(of Image "")" 2>/dev/null)
info=$(printf "%s\\n" "$info"; printf "%s\\n" "$info" | entry=$entry awk '${[
	'function list(name, from, to) { printf "        \\"%s\\": [", name; if (from > to) { print "],"; return } print ""; for (at = from; at <= to; at++) print "            " words[at] (at < to ? "," : ""); print "        ]," }',
	'/^            "args": \\[/ { on = 1; next }',
	'on && /^            \\]/ { on = 0 }',
	'on { sub(/^ */, ""); sub(/,$/, ""); words[++count] = $0 }',
	'END { known = split(ENVIRON["entry"], first, "\\n"); parted = known; for (at = 1; at <= known; at++) if (words[at] != first[at]) parted = 1',
	'print "    \\"Docker\\": {"; list("Entrypoint", 1, parted); list("Cmd", parted + 1, count); print "    }" }',
].join('\n')}'); }`;
