import type {Case} from '../case.ts';
import {answered, both, ended, left, linesOf, part, printed} from '../views.ts';

/** Files of a container. */
export const files: readonly Case[] = [
	{line: 'docker cp web:/www/index.html .', after: 'files', view: both(printed, left), expected: 'same'},
	{
		line: 'docker cp web:/etc/hosts .',
		after: 'grep -q localhost hosts && stat -c %F hosts',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker cp web:/www/index.html other.html', after: 'files', view: left, expected: 'same'},
	{line: 'docker cp web:www/index.html .', after: 'files', view: both(ended, left), expected: 'same'},
	{line: 'docker cp web:/www .', after: 'files', view: left, expected: 'same'},
	{line: 'mkdir into; docker cp web:/www into', after: 'files', view: left, expected: 'same'},
	{line: 'docker cp web:/www/. plain', after: 'files', view: left, expected: 'same'},
	{
		line: 'docker cp web:/bin/ls link',
		after: 'test -L link && readlink link',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp -L web:/bin/ls program',
		after: 'test -L program || stat -c %s program',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp done:/etc/passwd .',
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp made:/etc/passwd .',
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker cp web:/no/such .', after: 'files', view: both(ended, left), expected: 'same'},
	{line: 'docker cp no-such:/etc/passwd .', after: 'files', view: both(ended, left), expected: 'same'},
	{line: 'docker cp web:/www - | tar -t | sort', view: linesOf, expected: 'same'},
	{
		line: 'echo new >in.txt; docker cp in.txt web:/tmp',
		after: 'inside web cat /tmp/in.txt; inside web stat -c "%u %a" /tmp/in.txt',
		view: both(printed, left),
		expected: 'same',
	},
	{
		line: 'echo new >in.txt; docker cp in.txt web:/tmp/renamed',
		after: 'inside web cat /tmp/renamed',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'echo new >in.txt; docker cp ./in.txt web:/tmp/',
		after: 'inside web cat /tmp/in.txt',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'mkdir -p d/e; echo 1 >d/e/f; docker cp d web:/tmp',
		after: 'inside web find /tmp/d -type f',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'mkdir -p d/e; echo 1 >d/e/f; docker cp d/. web:/tmp/flat',
		before: 'inside web mkdir /tmp/flat',
		after: 'inside web find /tmp/flat -type f',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'mkdir -p d/e; echo 1 >d/e/f; docker cp d web:/tmp/fresh',
		after: 'inside web find /tmp/fresh -type f',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'echo 1 >in.txt; docker cp in.txt web:/no/such/', view: ended, expected: 'same'},
	{
		line: 'echo 1 >in.txt; docker cp in.txt done:/tmp/; docker cp done:/tmp/in.txt - | tar -xO',
		view: answered,
		expected: 'same',
	},
	{
		line: 'echo 1 >in.txt; docker cp in.txt made:/etc/; docker cp made:/etc/in.txt back',
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp web:/tmp/here/name .; docker cp -L web:/tmp/here/name/ folder; docker cp web:/tmp/here/. all',
		before:
			'inside web sh -c "mkdir -p /tmp/there/name; echo 1 >/tmp/there/name/f; ln -s there /tmp/here; ln -s /tmp/there /var/here"',
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp web:/var/here/name .',
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'echo new >in.txt; chown 12:34 in.txt; docker cp in.txt web:/var/here',
		after: 'inside web stat -c "%n %u %g" /tmp/there/in.txt',
		view: both(ended, left),
		expected: 'same',
	},
	{line: 'docker cp absent.txt web:/tmp', view: ended, expected: 'same'},
	{
		line: 'echo 7 >piped; tar -c piped | docker cp - web:/tmp',
		after: 'inside web cat /tmp/piped',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp web:/etc/passwd talker:/tmp',
		after: 'inside talker ls /tmp',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker cp "web:/tmp/a b" .',
		before: 'inside web sh -c "echo spaced >\'/tmp/a b\'"',
		after: 'files',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker diff d1',
		before:
			'twin run -d --name d1 busybox:1.35 sh -c "echo x >/added; rm /www/index.html; mkdir -p /a/b; echo >/etc/passwd; sleep 100000"; settled d1 running; sleep 0.3',
		view: linesOf,
		expected: 'same',
	},
	{
		line: 'docker diff made',
		view: linesOf,
		expected: 'same',
	},
	{
		line: 'docker export d1 | tar -t | sed "s#^\\./##" | grep -c "^added$\\|^bin/busybox$"',
		view: printed,
		expected: 'same',
	},
	{
		line: 'docker export -o d1.tar d1',
		after: 'tar -xOf d1.tar added || tar -xOf d1.tar ./added',
		view: both(
			ended,
			part('file', ({after}) => after.trim().split('\n').at(-1)),
		),
		expected: 'same',
	},
	{
		line: 'docker export done >done.tar',
		after: 'tar -tf done.tar | grep -c passwd',
		view: both(ended, left),
		expected: 'same',
	},
	{
		line: 'docker commit d1 committed:1',
		after:
			'tagged docker.io/library/committed:1; { [ $SIDE = docker ] && $real rmi committed:1 || crictl rmi committed:1; } >/dev/null',
		view: both(ended, left),
		expected: 'same',
	},
];
