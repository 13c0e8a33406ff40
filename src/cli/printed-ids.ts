import type {Command} from '../translate/types.ts';

/** `docker ps -q` and `docker images -q` print twelve characters of an ID, crictl all of it. Source: docker 20.10, 26.1; crictl 1.20 to 1.36. */
export function shortIds(words: readonly string[], {argv}: Command): ((stdout: string) => string) | undefined {
	const list = argv[0] === 'crictl' && (argv[1] === 'ps' || argv[1] === 'images') && argv.includes('--quiet');
	// With filters that crictl does not have each container is inspected for it.
	const each = argv.some(word => typeof word === 'string' && word.endsWith('{{.status.id}}{{end}}'));
	if (!(list || each) || words.some(word => word.startsWith('--no-trunc'))) return undefined;
	return stdout => stdout.replaceAll(/^(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}$/gm, '$1');
}
