import type * as Client from '@kubernetes/client-node';
import {messageOf} from '../../host/errors.ts';
import {listOf, optionalFields, optionalText} from '../shape.ts';
import {ClusterAway, ClusterRefused} from './cluster-api.ts';

/** What the API server answered. Throws `ClusterAway` where it did not, `ClusterRefused` where it is not the one that was meant. */
export function refusalOf(client: typeof Client, error: unknown): {readonly code: number; readonly because: string} {
	if (error instanceof ClusterAway) throw error;
	if (!(error instanceof client.ApiException)) {
		const reason = reasonOf(error);
		// Nobody mends that by waiting.
		if (isDistrust(error)) throw new ClusterRefused(`the certificate of the API server is not trusted: ${reason}`);
		throw new ClusterAway(`the API server does not answer: ${reason}`);
	}
	const {code, body} = error as Client.ApiException<unknown>;
	const status = statusOf(body);
	const causes = listOf(optionalFields(status.details, 'details').causes, 'causes').flatMap(
		({message}) => optionalText(message, 'message') ?? [],
	);
	const message = optionalText(status.message, 'message') ?? `HTTP ${code}`;
	if (isPassing(code, message)) throw new ClusterAway(`the API server cannot answer now: ${message}`);
	return {code, because: [message, ...causes].join(' ')};
}

/** It answers, and what is behind it does not: etcd, a webhook whose pod moves, a balancer before it. */
export function isPassing(code: number, message: string): boolean {
	if (code === 502 || code === 503 || code === 504) return true;
	return (
		code === 500 && /etcdserver|leader changed|deadline exceeded|timed? ?out|failed calling webhook/i.test(message)
	);
}

/** By what OpenSSL calls it, in node and in the executable alike. */
export function isDistrust(error: unknown): boolean {
	const {code, cause, message} = (error ?? {}) as {code?: unknown; cause?: unknown; message?: unknown};
	if (/CERT|SIGNED|LEAF_SIGNATURE|ALTNAME|UNABLE_TO_GET_ISSUER/.test(String(code ?? ''))) return true;
	if (
		/self.signed certificate|unable to verify|unable to get .*issuer|certificate has expired/i.test(
			String(message ?? ''),
		)
	)
		return true;
	return cause !== undefined && cause !== error && isDistrust(cause);
}

function statusOf(body: unknown) {
	try {
		return optionalFields(typeof body === 'string' ? JSON.parse(body) : body, 'status');
	} catch {
		return {};
	}
}

/** fetch says only `fetch failed`; why is in its cause. */
function reasonOf(error: unknown): string {
	const {cause} = error as {readonly cause?: unknown};
	return messageOf(cause ?? error);
}
