import {imagesToCarry, namesOfOthers} from '../carry.ts';
import type {MigrationFacts} from '../facts.ts';
import {type Check, go} from './finding.ts';

/** Two runtimes were filled side by side: under one name each has another image. */
export const otherImages: Check = {
	id: 'other-images',
	title: 'images of the same name in containerd',
	look(facts) {
		const names = [...new Set(imagesToCarry(facts).flatMap(image => namesOfOthers(image, facts)))];
		if (names.length === 0 || isLate(facts)) return undefined;
		return go(
			`containerd has another image under ${names.join(', ')}: docker's, which the pods run now, takes its place; the other is kept as before.rtconsole.local/NAME, and an undo gives it its name back`,
		);
	},
};

const isLate = ({did}: MigrationFacts) => did.has('images');
