import {type Case, differs} from '../case.ts';
import {answered, both, ended, left, linesOf, printed} from '../views.ts';

/** `docker exec`. */
export const exec: readonly Case[] = [
	{line: 'docker exec web id', view: printed, expected: 'same'},
	{line: 'docker exec -u 0 -e A=1 -w / web id', view: printed, expected: 'same'},
	{line: 'docker exec web env', view: linesOf, expected: 'same'},
	{line: 'docker exec web sh -c "echo out; echo err >&2; exit 7"', view: printed, expected: 'same'},
	{line: "docker exec web sh -c 'kill -9 $$'", view: ended, expected: 'same'},
	{line: 'docker exec -i talker sh -c "exit 255"', view: ended, expected: 'same'},
	{line: 'docker exec -i talker /etc 2>/dev/null', view: ended, expected: 'same'},
	{line: 'docker exec web pwd', view: printed, expected: 'same'},
	{line: 'docker exec -w /tmp web pwd', view: printed, expected: 'same'},
	{
		line: 'docker exec -w /no/such web pwd',
		view: ended,
		expected: differs(['exit'], 'docker up to 26 said 126; 127 is what docker 28 says.'),
	},
	{line: "docker exec -e B='two  words' -e A=3 web sh -c 'echo \"$A-$B-$GREETING\"'", view: printed, expected: 'same'},
	{
		line: 'C=outside docker exec -e C web sh -c \'echo "<$C>"\'',
		view: printed,
		expected: 'same',
	},
	{
		line: 'printf "D=4\\nE=5\\n" >vars; docker exec --env-file vars web sh -c \'echo "$D$E"\'',
		view: printed,
		expected: 'same',
	},
	{line: 'docker exec -u 65534:65534 web id -u', view: printed, expected: 'same'},
	{
		line: 'docker exec -u 65534 web id',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker exec -u nobody web id -u',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker exec -u nobody:nogroup web id',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker exec -u no-such-user web id',
		view: ended,
		expected: {plain: 'same', 'plain-26': differs(['exit'], 'The failure has another exit code.')},
	},
	{line: 'printf "a\\nb\\n" | docker exec -i web cat', view: printed, expected: 'same'},
	{line: 'seq 20000 | docker exec -i web wc -l', view: printed, expected: 'same'},
	{line: 'echo lost | docker exec web cat', view: printed, expected: 'same'},
	{line: 'seq 100000 | docker exec -i web head -n 1', view: answered, expected: 'same'},
	{line: 'docker exec web seq 30000 | md5sum', view: printed, expected: 'same'},
	{line: 'docker exec web head -c 300000 /bin/busybox | md5sum', view: printed, expected: 'same'},
	{line: "docker exec web printf '<%s>' 'a  b' '$(id)' \"it's\" ';' '' '*'", view: printed, expected: 'same'},
	{
		line: 'docker exec -d web touch /tmp/detached',
		after: 'sleep 0.5; inside web ls /tmp',
		view: left,
		expected: 'same',
	},
	{
		line: "docker exec -d -e X=9 web sh -c 'echo $X >/tmp/written'",
		after: 'sleep 0.5; inside web cat /tmp/written',
		view: left,
		expected: 'same',
	},
	{
		line: 'docker exec web no-such-program',
		view: ended,
		expected: differs(['exit'], 'docker up to 26 said 126; 127 is what docker 28 says.'),
	},
	{line: 'docker exec web /etc/passwd', view: ended, expected: 'same'},
	{line: 'docker exec done true', view: both(ended, left), expected: 'same'},
	{line: 'docker exec frozen true', before: 'true', view: ended, expected: 'same'},
	{line: 'docker exec no-such true', view: ended, expected: 'same'},
	{line: 'docker exec web', view: ended, expected: 'same'},
	{
		line: 'docker exec -t web sh -c "[ -t 1 ] && echo terminal"',
		view: answered,
		expected: differs(['exit', 'stdout'], 'crictl gives a terminal only with input, so that -t alone has none.'),
	},
	{line: 'docker exec -t web echo x | tr -d "\\r"', view: answered, expected: 'same'},
	{line: 'docker exec --nosuch web true', view: ended, expected: 'same'},
	{line: 'docker exec -it web echo x', view: ended, expected: 'same'},
];
