import {standInPattern} from '../stand-in.ts';
import type {ShellWord} from './shell-words.ts';

/**
 * Makes a name of an image whole, as docker does: `nginx` → `docker.io/library/nginx:latest`. The first part is a registry only with a
 * dot, a colon or as `localhost`. For each line of what sed reads.
 */
const whole =
	's#^\\(docker.io/\\)*\\([^/]*\\)$#docker.io/library/\\2#; /^[^/]*[.:]/!{/^localhost\\//!s#^#docker.io/#;}; /[:@][^/]*$/!s#$#:latest#';

/** Names that only the shell knows, and which may be short: ctr completes none. What has a registry before it, `$REGISTRY/app`, has one. */
export function isCompleted({value}: ShellWord): boolean {
	return !value.replaceAll(new RegExp(standInPattern, 'g'), '').includes('/');
}

/** The text of the shell that is such a name, whole. Without quotes it may be several, as it may have been. */
export function completed(shown: string): string {
	const quoted = shown.includes('"');
	const text = `$(printf '%s\\n' ${shown} | sed '${whole}')`;
	return quoted ? `"${text}"` : text;
}
