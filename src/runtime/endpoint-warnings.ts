import type {CriEndpoint} from '../model/facts.ts';
import {isSameEndpoint} from './endpoint-url.ts';

/** What the header must say about an endpoint that is not the kubelet's. Source: crictl on the wrong runtime lists nothing and exits 0. */
export function warningsFor(endpoint: CriEndpoint | undefined, kubelet: CriEndpoint | undefined): readonly string[] {
	if (!endpoint || !kubelet || isSameEndpoint(endpoint.url, kubelet.url)) return [];
	return [
		`the kubelet uses ${kubelet.url} (${kubelet.detail}), this screen shows ${endpoint.url} (${endpoint.detail}): its pods may be missing here`,
	];
}
