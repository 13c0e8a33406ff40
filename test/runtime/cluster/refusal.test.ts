import * as client from '@kubernetes/client-node';
import {ApiException} from '@kubernetes/client-node';
import {describe, expect, it} from 'vitest';
import {ClusterAway, ClusterRefused} from '../../../src/runtime/cluster/cluster-api.ts';
import {refusalOf} from '../../../src/runtime/cluster/refusal.ts';

const answer = (code: number, message: string) => new ApiException(code, '', JSON.stringify({message}), {});
const failed = (message: string, code?: string) =>
	Object.assign(new Error('fetch failed'), {
		cause: Object.assign(new Error(message), code === undefined ? {} : {code}),
	});

describe('what an API server answered', () => {
	it.each([
		[401, 'Unauthorized'],
		[403, 'pods "web-1" is forbidden: User "ops" cannot create resource "pods/eviction"'],
		[429, "Cannot evict pod as it would violate the pod's disruption budget."],
		[500, 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.'],
	])('%i is its answer: %s', (code, because) => {
		expect(refusalOf(client, answer(code, because))).toEqual({code, because});
	});

	it.each([
		[500, 'etcdserver: request timed out'],
		[
			500,
			'Internal error occurred: failed calling webhook "pods.example.com": dial tcp 10.1.2.3:443: connect: connection refused',
		],
		[503, 'the server is currently unable to handle the request'],
		[504, 'Timeout: request did not complete within 60s'],
		[502, 'Bad Gateway'],
	])('%i passes, and is tried again: %s', (code, because) => {
		expect(() => refusalOf(client, answer(code, because))).toThrow(ClusterAway);
	});

	it.each([
		[failed('connect ECONNREFUSED 10.0.0.1:6443', 'ECONNREFUSED')],
		[failed('read ECONNRESET', 'ECONNRESET')],
		[failed('socket hang up')],
	])('one that does not answer is away: %s', error => {
		expect(() => refusalOf(client, error)).toThrow(ClusterAway);
	});

	it.each([
		[failed('unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
		[failed('self-signed certificate in certificate chain')],
		[failed('certificate has expired', 'CERT_HAS_EXPIRED')],
		[failed("Hostname/IP does not match certificate's altnames", 'ERR_TLS_CERT_ALTNAME_INVALID')],
	])('one whose certificate is not trusted is not waited for: %s', error => {
		expect(() => refusalOf(client, error)).toThrow(ClusterRefused);
		expect(() => refusalOf(client, error)).toThrow(/not trusted/);
	});
});
