import {readSync, writeSync} from 'node:fs';

// The least that can move a cursor: a key comes, two lines of the screen are written anew.
const rows = 40;
const line = (index: number, selected: boolean) =>
	`\u001b[${index + 1};1H${selected ? '\u001b[7m' : ''}${`default  pod-${index}`.padEnd(190)}\u001b[0m`;
process.stdin.setRawMode(true);
writeSync(
	1,
	`\u001b[?1049h\u001b[2J${Array.from({length: rows}, (_, index) => line(index, index === 0)).join('')}READY`,
);
let cursor = 0;
const key = Buffer.alloc(16);
for (;;) {
	const count = readSync(0, key);
	if (count === 0 || key[0] === 113) break;
	const next = (cursor + 1) % rows;
	writeSync(1, line(cursor, false) + line(next, true));
	cursor = next;
}
writeSync(1, '\u001b[?1049l');
process.exit(0);
