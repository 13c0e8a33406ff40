import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {explainPasted} from '../../src/explain/pasted.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

const known = await loadKnownErrors();
const matcher = createMatcher(known);

function pasted(text: string) {
	const lines = text.split('\n');
	const explainer = createExplainer(matcher);
	for (const [index, line] of lines.entries()) explainer.add(readLogLine(line, index + 1));
	return explainPasted(lines, known, matcher, explainer.explain());
}

const texts: ReadonlyArray<readonly [string, string]> = [
	[
		'containerd-hangs',
		"W1126 17:26:17.717596   12775 clientconn.go:1223] grpc: addrConn: didn't receive server preface in time.",
	],
	[
		'kubelet-swap',
		'failed to run Kubelet: running with swap on is not supported, please disable swap! or set --fail-swap-on flag to false',
	],
	[
		'cni-ipam-full',
		'failed to setup network for sandbox "a1": plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.0.1-10.244.0.254',
	],
	[
		'x509',
		'failed to do request: Head "https://reg.local:5443/v2/team/web/manifests/1.0": tls: failed to verify certificate: x509: certificate signed by unknown authority',
	],
	[
		'command-not-found',
		'OCI runtime create failed: runc create failed: unable to start container process: exec: "/no/such/binary": stat /no/such/binary: no such file or directory: unknown',
	],
];

describe('a text whose lines were broken', () => {
	it.each(texts.flatMap(([id, text]) => [31, 47, 80].map(width => [id, width, text] as const)))(
		'%s at %i columns',
		(id, width, text) => {
			const broken = text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';
			expect(pasted(broken).findings[0]?.id).toBe(id);
		},
	);
});

it.each(texts)('%s without its spaces', (id, text) => {
	expect(pasted(text.replaceAll(' ', '')).findings[0]?.id).toBe(id);
});

/** As a picture is read: l, I and 1 are one, O, o and 0 too, and spaces come and go. */
const misread: Readonly<Record<string, string>> = {l: '1', I: 'l', o: '0', O: '0', i: 'l'};

it.each(texts.flatMap(([id, text]) => [2, 3, 5].map(every => [id, every, text] as const)))(
	'%s with every %i. letter that looks like another misread',
	(id, every, text) => {
		let seen = 0;
		const blurred = text.replaceAll(/[lIoOi]/g, letter =>
			seen++ % every === 0 ? (misread[letter] ?? letter) : letter,
		);
		expect(pasted(blurred).findings[0]?.id).toBe(id);
		expect(pasted(blurred.replaceAll(' ', '')).findings[0]?.id).toBe(id);
	},
);

it('what is found in a blur is less sure, and an error of a sandbox is no sandboxer', () => {
	const [first] = pasted(
		'CreatePodSandboxErr0r: rpc error: code = Unknown desc = fai1ed to setup netw0rk: fai1ed t0 find p1ugin “portmap” in path [/opt/cni/bin]',
	).findings;
	expect(first?.id).toBe('cni-failed-find');
	expect(first?.confidence).toBeLessThanOrEqual(0.6);
});

it('a name that was misread is put into no command', () => {
	const [found] = pasted('unknown f1ag: --c0ntainer-runt1me-enpoint').findings;
	expect(JSON.stringify(found?.fix ?? [])).not.toContain('c0ntainer');
});

it('a cause stands before the words around it, also where only the blurred text tells it', () => {
	const {findings} = pasted(
		'Failed to create pod sandbox: rpc error: fa1led to a11ocate for range 0: n0 IP addresses ava1lable in range set',
	);
	expect(findings.map(({id}) => id)).toEqual(['cni-ipam-full', 'sandbox-failed']);
});

it('two messages are not put together', () => {
	const text = [
		'E1126 17:26:17.717596   1 a.go:1] failed to do request of the registry',
		'E1126 17:26:18.717596   1 b.go:1] probe of the metrics port: connection refused',
	].join('\n');
	expect(pasted(text).findings.map(({id}) => id)).toEqual(['general-refused']);
});

it('what was read whole keeps its numbers', () => {
	const line = 'Error: secret "db" not found';
	expect(pasted(`${line}\n${line}`).findings).toMatchObject([{id: 'config-ref-missing', count: 2}]);
});

describe('what only a program of a container says', () => {
	// biome-ignore format: a table
	it.each([
		['program-bug',          'panic: runtime error: invalid memory address or nil pointer dereference'],
		['program-file-missing', "Error: Cannot find module '/app/server.js'"],
		['program-disk',         "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk"],
	])('%s: %s', (id, text) => {
		const [first] = pasted(text).findings;
		expect(first?.id).toBe(id);
		expect(first?.confidence).toBeLessThan(0.5);
	});

	it('comes after the words that every program has', () => {
		expect(
			pasted('nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)').findings.map(({id}) => id),
		).toEqual(['general-denied']);
	});

	it.each([
		'level=info msg="listening on :8080"',
		'level=info msg="reading configuration, invalid lines are left out"',
		'configuration read, 0 errors',
		'config reload finished err=nil',
	])('is not looked for in what is no failure: %s', text => {
		expect(pasted(text).findings).toEqual([]);
	});
});
