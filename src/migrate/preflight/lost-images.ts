import {known} from '../../model/node-snapshot.ts';
import {type Check, consent} from './finding.ts';

/**
 * Pods that run from an image that docker does not list any more: its layers are damaged, or it was removed under the
 * container. Seen on docker 20.10.24: an image whose folder in layerdb is gone is left out of the list without a word.
 */
export const lostImages: Check = {
	id: 'lost-images',
	title: 'images that docker has lost',
	look(facts) {
		const images = known(facts.workloads.images);
		if (images === undefined) return undefined;
		const ids = new Set(images.map(({id}) => id));
		const carried = new Set(known(facts.workloads.carriedIds) ?? []);
		const lost = (known(facts.workloads.containers) ?? []).filter(
			({running, ofKubelet, imageId}) => running && ofKubelet && !ids.has(imageId) && !carried.has(imageId),
		);
		if (lost.length === 0) return undefined;
		const names = [
			...new Set(lost.map(({image, imageId}) => (/^(sha256:)?[0-9a-f]{12,64}$/.test(image) ? imageId : image))),
		];
		return consent(
			`${names.join(', ')}: a pod runs from it, and docker does not list it: it is not carried over, and must be pulled from a registry`,
			{
				evidence: lost.map(({name, imageId}) => ({source: name, text: imageId})),
				fix: [
					{text: 'docker pull IMAGE, or docker load it from where it was saved'},
					{text: 'journalctl -u docker: what it says of its layers (layer does not exist)'},
				],
			},
		);
	},
};
