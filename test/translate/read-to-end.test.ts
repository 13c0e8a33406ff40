import {expect, it} from 'vitest';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {tables} from './support.ts';

const names = "docker ps --format '{{.Names}}'";
const atOnce = `| awk '{all = all $0 "\\n"} END {printf "%s", all}'; } |`;

// biome-ignore format: a table
it.each([
	[`set -o pipefail\n${names} | grep -q web`,       true],
	[`set -euo pipefail\n${names} | sort | head -1`,  true],
	[`set -o pipefail\n${names} | awk '{print; exit}'`, true],
	[`set -o pipefail\n${names} | grep -c web`,       false],
	[`set -e\n${names} | grep -q web`,                false],
	['set -o pipefail\ndocker ps | grep -q web',      false],
])('%s: comes at once: %s', (script, expected) => {
	const answer = rewriteScript(script, {tables, versions: {}, options: {unique: 'x'}});
	if ('error' in answer) throw new Error(answer.error);
	expect(answer.text.includes(atOnce)).toBe(expected);
});
