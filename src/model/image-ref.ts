/**
 * The full name that containerd knows an image by: `nginx` → `docker.io/library/nginx:latest`.
 *
 * Source: distribution/reference ParseDockerRef: the first part is a registry only with a dot, a colon or as `localhost`.
 */
export function fullReference(name: string): string {
	const [path = '', digest] = name.split('@');
	const slash = path.indexOf('/');
	const first = slash < 0 ? '' : path.slice(0, slash);
	const isRegistry =
		first.includes('.') || first.includes(':') || first === 'localhost' || first !== first.toLowerCase();
	const registry = isRegistry ? first : 'docker.io';
	const rest = isRegistry ? path.slice(slash + 1) : path;
	const repository = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
	const whole = `${registry === 'index.docker.io' ? 'docker.io' : registry}/${repository}`;
	if (digest !== undefined) return `${withoutTag(whole)}@${digest}`;
	return hasTag(whole) ? whole : `${whole}:latest`;
}

/** An image by its ID, whole or the beginning of it: `sha256:…`, `6c9e24d1adc2`, and `7fe6`, which hardly is a name. */
export function isImageId(name: string): boolean {
	return (
		/^sha256:[0-9a-f]{4,64}$/.test(name) ||
		/^(?=[a-f]*\d)[0-9a-f]{12,64}$/.test(name) ||
		/^(?=\d+[a-f])[0-9a-f]{4,11}$/.test(name)
	);
}

/** True for the whole ID with its `sha256:`, which containerd's CRI also keeps as a name. */
export function isFullImageId(name: string): boolean {
	return /^sha256:[0-9a-f]{64}$/.test(name);
}

/** True where only an image, never a container, can have this name. */
export function looksLikeImage(name: string): boolean {
	return name.startsWith('sha256:') || /[:@]/.test(name);
}

/** `docker.io/library/nginx` of any reference. */
export function repositoryOf(name: string): string {
	return withoutTag(fullReference(name).split('@')[0] ?? '');
}

export function hasTag(reference: string): boolean {
	return reference.lastIndexOf(':') > reference.lastIndexOf('/');
}

function withoutTag(reference: string): string {
	return hasTag(reference) ? reference.slice(0, reference.lastIndexOf(':')) : reference;
}
