import type {Container} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import {isImageId, nameImages} from './image-names.ts';
import type {Troubles} from './troubles.ts';

/** Gives names to images that containers know by ID. The image list is asked only for an ID that was not seen before. */
export type ImageNamer = (containers: readonly Container[]) => Promise<readonly Container[]>;

export function createImageNamer(images: () => Promise<readonly Image[]>, troubles: Troubles): ImageNamer {
	const names = new Map<string, string>();
	return async containers => {
		if (containers.some(({image}) => isImageId(image) && !names.has(image))) {
			const known = (await troubles.watch('names of images', images())) ?? [];
			for (const [index, {image}] of nameImages(containers, known).entries()) {
				const id = containers[index]?.image;
				// An image without any name is remembered as such: its ID.
				if (id !== undefined && isImageId(id) && known.length > 0) names.set(id, image);
			}
		}
		return containers.map(container => ({...container, image: names.get(container.image) ?? container.image}));
	};
}
