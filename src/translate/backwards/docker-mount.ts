/** A mount of ctr for docker's --mount, and the options that docker has no word for. */
export type DockerMount = {readonly text: string; readonly unknown: readonly string[]};

/** Words of docker for an option of a mount; none where it is what docker does by itself. */
const options: Readonly<Record<string, readonly string[]>> = {rbind: [], rw: [], ro: ['readonly']};
const propagations = /^r?(shared|slave|private)$/;
const ofTmpfs = /^(size|mode)=/;

/** @param mount As `ctr run --mount` takes it: `type=bind,src=/a,dst=/b,options=rbind:ro`. */
export function dockerMount(mount: string): DockerMount {
	const words: string[] = [];
	const unknown: string[] = [];
	for (const part of mount.split(',')) {
		if (!part.startsWith('options=')) {
			words.push(part);
			continue;
		}
		for (const option of part.slice('options='.length).split(':')) {
			const known = wordsFor(option);
			if (known === undefined) unknown.push(option);
			else words.push(...known);
		}
	}
	return {text: words.join(','), unknown};
}

function wordsFor(option: string): readonly string[] | undefined {
	if (Object.hasOwn(options, option)) return options[option];
	if (propagations.test(option)) return [`bind-propagation=${option}`];
	return ofTmpfs.test(option) ? [`tmpfs-${option}`] : undefined;
}
