import {readFileSync, writeSync} from 'node:fs';

// What any program must do that reads a file and prints one of its size.
const bytes = readFileSync(process.argv.at(-1) ?? '');
for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
