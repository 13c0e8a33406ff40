import {sayNotHere} from './states-here.ts';

/** At the beginning, and at the end, where somebody looks. */
export default function setup(): () => void {
	sayNotHere();
	return sayNotHere;
}
