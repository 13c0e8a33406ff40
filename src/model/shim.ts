/** The second line of every shim that `rtconsole shim install` writes begins with this. */
export const shimMarker = '# rtconsole shim:';

/** True for the text (or its beginning) of a `docker` that only calls rtconsole. */
export function isShim(text: string): boolean {
	return text.startsWith(`#!/bin/sh\n${shimMarker}`);
}
