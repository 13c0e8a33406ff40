/** Parts of a template that are names of images. */
const namesImage = /\.(Repository|RepoTags|RepoDigests|Image)\b/;

/** What a program that reads names of images must know: containerd's are in full. Undefined where none are printed. */
export function fullNamesSaid([, first = '', second = '', ...rest]: readonly string[]): string | undefined {
	const args = [second, ...rest];
	const format = args.join(' ');
	const lists = /^(images|ps)$/.test(first) || (/^(image|container)$/.test(first) && /^(ls|list|ps)$/.test(second));
	const isQuiet = args.some(word => /^(--quiet|-[a-z]*q[a-z]*)$/.test(word));
	const hasFormat = args.some(word => /^(--format|-f$|-f=)/.test(word)) && format.includes('{{');
	const shows = hasFormat ? namesImage.test(format) && !/json \./.test(format) : lists;
	return shows && !isQuiet
		? '# names of images are in full: docker.io/library/nginx:latest, where docker prints nginx:latest\n'
		: undefined;
}
