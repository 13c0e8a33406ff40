import {mkdtempSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {createReport} from '../../src/cli/migrate/report.ts';
import type {Progress} from '../../src/migrate/progress.ts';

const at = '2026-11-26T01:02:03Z';
const folder = mkdtempSync(join(tmpdir(), 'report-'));
const beginning = {verb: 'apply', startedAtMs: 0, goesOn: false};
const step = (id: string, more: object): Progress => ({at, type: 'step', id, state: 'changed', ...more}) as Progress;

function told(path: string, progress: readonly Progress[], more: object = {}): readonly (string | undefined)[] {
	const report = createReport(path, {...beginning, ...more});
	return progress.map(each => report.add(each));
}

it('has the differences of each file, secrets masked, and names what was skipped', () => {
	const path = join(folder, 'a', 'report.md');
	told(path, [
		step('backup', {state: 'skipped', detail: 'it is so already'}),
		step('containerd-config', {detail: '/x written', diff: '--- /x\n+++ /x\n+token: abc\n'}),
	]);
	const text = readFileSync(path, 'utf8');
	expect(text).toContain('- 01:02:03 backup skipped: `it is so already`');
	expect(text).toContain('- 01:02:03 changed: `/x written`\n\n      --- /x\n      +++ /x\n      +token: ***\n');
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('is there before the end, and keeps what an earlier session did', () => {
	const path = join(folder, 'kept.md');
	told(path, [step('images', {state: 'started'})]);
	told(path, [step('drain', {state: 'started'})], {goesOn: true});
	const text = readFileSync(path, 'utf8');
	expect(text.indexOf('## images')).toBeGreaterThan(0);
	expect(text.indexOf('# Goes on: rtconsole migrate apply')).toBeGreaterThan(text.indexOf('## images'));
	expect(text.indexOf('## drain')).toBeGreaterThan(text.indexOf('# Goes on'));
});

it('of a walk that begins anew takes the place of the last one', () => {
	const path = join(folder, 'anew.md');
	told(path, [step('images', {state: 'started'})]);
	told(path, [step('drain', {state: 'started'})]);
	expect(readFileSync(path, 'utf8')).not.toContain('images');
});

it('that cannot be written says so once, and ends nothing', () => {
	const file = join(folder, 'file');
	writeFileSync(file, '');
	const said = told(join(file, 'report.md'), [step('a', {}), step('b', {})]);
	expect(said[0]).toMatch(/^the report .*report\.md cannot be written: ENOTDIR/);
	expect(said[1]).toBeUndefined();
});
