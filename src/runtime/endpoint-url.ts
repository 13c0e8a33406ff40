import {canonical} from './cri-sockets.ts';

/** Write an endpoint as a URL: `/run/x.sock`, `unix:/run/x.sock` and `unix:///run/x.sock` are the same. */
export function endpointUrl(written: string): string {
	const path = written.replace(/^unix:(\/\/)?(?=\/)/, '');
	return path.startsWith('/') ? `unix://${path}` : written;
}

/** Path of a unix socket; undefined for an endpoint over TCP. */
export function socketPath(url: string): string | undefined {
	return url.startsWith('unix://') ? url.slice('unix://'.length) : undefined;
}

export function isSameEndpoint(one: string, other: string): boolean {
	const [onePath, otherPath] = [socketPath(one), socketPath(other)];
	if (onePath === undefined || otherPath === undefined) return one === other;
	return canonical(onePath) === canonical(otherPath);
}
