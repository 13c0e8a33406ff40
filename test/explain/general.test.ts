import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createExplainer} from '../../src/explain/explain.ts';
import {createMatcher} from '../../src/explain/match.ts';
import {explainPasted} from '../../src/explain/pasted.ts';
import {readLogLine} from '../../src/explain/read-line.ts';

const known = await loadKnownErrors();
const matcher = createMatcher(known);

function pasted(...lines: readonly string[]) {
	const explainer = createExplainer(matcher);
	for (const [index, line] of lines.entries()) explainer.add(readLogLine(line, index + 1));
	return explainPasted(lines, known, matcher, explainer.explain()).findings;
}

describe('words that every program has', () => {
	// biome-ignore format: a table
	it.each([
		['level=error msg="shipper lost its sink" error="dial tcp 10.7.0.9:9200: connect: connection refused"', 'general-refused',      'nc -vz 10.7.0.9 9200'],
		['shipper: dial tcp 10.7.0.9:9200: i/o timeout',                                                        'general-no-answer',    'ip route get 10.7.0.9'],
		['shipper: lookup sink.corp.example on 10.0.0.2:53: no such host',                                      'general-unresolved',   'getent hosts sink.corp.example'],
		['shipper: open /etc/shipper/sink.yaml: permission denied',                                             'general-denied',       'namei -l /etc/shipper/sink.yaml'],
		['shipper: stat /etc/shipper/sink.yaml: no such file or directory',                                     'general-file-missing', 'ls -ld /etc/shipper/sink.yaml'],
		['shipper: dial unix /run/shipper/in.sock: connect: connection refused',                                'general-socket',       'ls -l /run/shipper/in.sock'],
		['bash: jq: command not found',                                                                         'general-program-missing', 'command -v jq'],
	])('%s', (line, id, command) => {
		const [first] = pasted(line);
		expect(first).toMatchObject({id, severity: 'warning'});
		expect(first?.fix.map(({text}) => text)).toContain(command);
		expect(first?.confidence).toBeLessThan(0.5);
	});

	it('nothing is said in general where the cause is known', () => {
		const findings = pasted(
			'shipper: dial tcp 10.7.0.9:9200: connect: connection refused',
			'failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false',
		);
		expect(findings.map(({id}) => id)).toEqual(['kubelet-swap']);
	});

	it('what only says that something failed follows from it, what is only noise stands after it', () => {
		expect(
			pasted('Failed to create pod sandbox: acme-net: open /run/acme/lease: permission denied').map(({id}) => id),
		).toEqual(['general-denied', 'sandbox-failed']);
		expect(
			pasted(
				'E1114 12:11:11.664219    1690 aws_credentials.go:77] while getting AWS credentials NoCredentialProviders: no valid providers in chain. Deprecated.',
				'shipper: open /run/shipper/lease: permission denied',
			).map(({id}) => id),
		).toEqual(['general-denied', 'aws-noise']);
	});

	it('a long journal is not read for them', () => {
		const lines = Array.from(
			{length: 80},
			(_, index) => `shipper ${index}: dial tcp 10.7.0.9:9200: connect: connection refused`,
		);
		expect(pasted(...lines)).toEqual([]);
	});
});

it('words around a cause follow from what the same line says, whatever that is', () => {
	const findings = pasted(
		'Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/srv/run.sh": permission denied: unknown',
	);
	expect(findings.map(({id, causedBy}) => [id, causedBy])).toEqual([
		['command-not-executable', undefined],
		['shim-create-failed', 'command-not-executable'],
	]);
});

it('a failure that was told in passing first counts as what the last line makes of it', () => {
	const said = 'failed to do request: Head "https://r:5000/v2/": http: server gave HTTP response to HTTPS client';
	const first = `time="2026-11-28T00:22:00Z" level=info msg="trying next host" error="${said.replaceAll('"', '\\"')}"`;
	expect(pasted(first, `ctr: failed to resolve reference "r:5000/a:1": ${said}`)[0]).toMatchObject({
		id: 'http-https',
		severity: 'warning',
	});
});

it('what a push that went well says is nothing', () => {
	expect(pasted('1e21: Layer already exists', '1: digest: sha256:e2a4f58e size: 527')).toEqual([]);
});
