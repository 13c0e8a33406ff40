import {standInPattern} from '../stand-in.ts';
import type {ShellWord} from './shell-words.ts';

/**
 * Makes a name of an image whole, as docker does: `nginx` → `docker.io/library/nginx:latest`. The first part is a registry only with a
 * dot, a colon or as `localhost`. For each line of what sed reads.
 */
const whole =
	's#^\\(docker.io/\\)*\\([^/]*\\)$#docker.io/library/\\2#; /^[^/]*[.:]/!{/^localhost\\//!s#^#docker.io/#;}; /[:@][^/]*$/!s#$#:latest#';

/**
 * Names that only the shell knows, and which may be short: ctr completes none. What has a registry before it, `$REGISTRY/app`, has one, and
 * what crictl or ctr prints is in full.
 */
export function isCompleted({value, unknown}: ShellWord): boolean {
	const byTool = [...unknown.values()].some(text => /\b(crictl|ctr) /.test(text));
	return !byTool && !value.replaceAll(new RegExp(standInPattern, 'g'), '').includes('/');
}

/** The text of the shell that is such a name, whole. Where it may be several without quotes, it still may. */
export function completed(shown: string, several = false): string {
	const text = `$(printf '%s\\n' ${shown} | sed '${whole}')`;
	return several ? text : `"${text}"`;
}
