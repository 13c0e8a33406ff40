import type {Container} from '../model/container.ts';
import type {Image} from '../model/image.ts';

/** True for `sha256:…` and for bare hexadecimal IDs: nothing that a person would write for an image. */
export function isImageId(name: string): boolean {
	return /^(sha256:)?[0-9a-f]{64}$/.test(name);
}

/** dockershim and cri-dockerd write `docker://sha256:…` and `docker-pullable://name@sha256:…`. */
export function withoutTransport(imageRef: string): string {
	return imageRef.replace(/^docker(-pullable)?:\/\//, '');
}

/** Whether a container was made from an image, by any of the ways in which it may name it. */
export function isMadeFrom(container: Container, image: Image): boolean {
	if (container.imageId === image.id || container.image === image.id) return true;
	if (image.digests.includes(container.imageId)) return true;
	return isImageId(container.imageId) ? false : image.tags.includes(container.image);
}

/** Add the IDs of the containers that use each image. */
export function joinUses(images: readonly Image[], containers: readonly Container[]): readonly Image[] {
	return images.map(image => {
		const made = containers.filter(container => isMadeFrom(container, image));
		const users = made.map(({name, podName}) => (podName === undefined ? name : `${podName}/${name}`));
		return {...image, usedBy: made.map(({id}) => id), users};
	});
}

/** Give containers that know their image by ID the name that the image list has for it. */
export function nameImages(containers: readonly Container[], images: readonly Image[]): readonly Container[] {
	return containers.map(container => {
		if (!isImageId(container.image)) return container;
		const image = images.find(candidate => isMadeFrom(container, candidate));
		const name = image?.tags[0] ?? image?.digests[0];
		return name === undefined ? container : {...container, image: name};
	});
}
