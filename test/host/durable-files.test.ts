import {
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {appendLine} from '../../src/host/append-line.ts';
import {bytesLike} from '../../src/host/bytes-like.ts';
import {keepFile, leadsTo, removeFile, replaceFile, restoreFile} from '../../src/host/durable-files.ts';

let root = '';
const at = (path: string) => join(root, path);
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'rtconsole-durable-'));
	mkdirSync(at('etc'));
	mkdirSync(at('opt'));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

const latin1 = Buffer.from('# f\xfcr die K\xfcche\r\nA=1\nB=\xff', 'latin1');

describe('a link that leads nowhere yet', () => {
	it.each([
		['absolute', () => at('opt/real')],
		['relative', () => '../opt/real'],
	])('%s: what it leads to is made, and taken away again; the link stays', (_, to) => {
		symlinkSync(to(), at('etc/link'));
		replaceFile(at('etc/link'), 'new\n');
		expect(readFileSync(at('opt/real'), 'utf8')).toBe('new\n');
		expect(readlinkSync(at('etc/link'))).toBe(to());
		removeFile(leadsTo(at('etc/link')));
		expect(existsSync(at('opt/real'))).toBe(false);
		expect(readlinkSync(at('etc/link'))).toBe(to());
	});

	it('over several links; in a ring it ends', () => {
		symlinkSync('two', at('etc/one'));
		symlinkSync('../opt/real', at('etc/two'));
		expect(leadsTo(at('etc/one'))).toBe(at('opt/real'));
		symlinkSync('ring', at('etc/ring'));
		expect(leadsTo(at('etc/ring'))).toBe(at('etc/ring'));
	});
});

it('a file of two names stays one file, written and put back', () => {
	writeFileSync(at('etc/one'), 'old\n', {mode: 0o640});
	linkSync(at('etc/one'), at('opt/other'));
	keepFile(at('etc/one'), at('kept/1'), 'follow');
	replaceFile(at('etc/one'), 'new\n');
	expect(readFileSync(at('opt/other'), 'utf8')).toBe('new\n');
	restoreFile(at('kept/1'), at('etc/one'));
	expect(readFileSync(at('opt/other'), 'utf8')).toBe('old\n');
	expect(statSync(at('etc/one'))).toMatchObject({nlink: 2, ino: statSync(at('opt/other')).ino});
	expect(lstatSync(at('etc/one')).mode & 0o777).toBe(0o640);
	expect(readdirSync(at('etc'))).toEqual(['one']);
});

describe('bytes that are no UTF-8', () => {
	it('stay in every line that nobody changed', () => {
		writeFileSync(at('etc/file'), latin1);
		const read = readFileSync(at('etc/file'), 'utf8');
		replaceFile(at('etc/file'), read.replace('A=1', 'A=2'));
		expect(readFileSync(at('etc/file'), 'latin1')).toBe(latin1.toString('latin1').replace('A=1', 'A=2'));
	});

	it.each([
		['nothing changed', (text: string) => text, (text: string) => text],
		['a line more', (text: string) => `C=3\n${text}`, (text: string) => `C=3\n${text}`],
		['a line less', (text: string) => text.replace('A=1\n', ''), (text: string) => text.replace('A=1\n', '')],
		['the last line goes on', (text: string) => `${text}\nC=3\n`, (text: string) => `${text}\nC=3\n`],
	])('%s', (_, edit, wanted) => {
		const made = bytesLike(edit(latin1.toString('utf8')), latin1);
		expect(made.toString('latin1')).toBe(wanted(latin1.toString('latin1')));
	});

	it('what is UTF-8 is written as it is', () => {
		expect(bytesLike('für\n', Buffer.from('ü\n', 'utf8')).toString('utf8')).toBe('für\n');
	});
});

describe('a line of a ledger', () => {
	it('does not stand behind what a power loss left of the one before', () => {
		writeFileSync(at('ledger'), '{"a":1}\n{"b":');
		appendLine(at('ledger'), '{"c":3}');
		expect(readFileSync(at('ledger'), 'utf8')).toBe('{"a":1}\n{"c":3}\n');
	});

	it('is the only one in a file that had half a line', () => {
		writeFileSync(at('ledger'), '{"b":');
		appendLine(at('ledger'), '{"c":3}');
		expect(readFileSync(at('ledger'), 'utf8')).toBe('{"c":3}\n');
	});

	it('is written behind the others', () => {
		appendLine(at('new/ledger'), '1');
		appendLine(at('new/ledger'), 'ü');
		expect(readFileSync(at('new/ledger'), 'utf8')).toBe('1\nü\n');
	});
});

it.each([
	['a file', () => writeFileSync(at('etc/certs.d'), '')],
	['a link that leads nowhere', () => symlinkSync('gone', at('etc/certs.d'))],
])('%s in the place of a folder is what is named', (_, make) => {
	make();
	const wrote = () => replaceFile(at('etc/certs.d/docker.io/hosts.toml'), 'new\n');
	expect(wrote).toThrow(expect.objectContaining({inTheWay: at('etc/certs.d')}));
});
