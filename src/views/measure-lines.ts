import {rememberLast} from '../model/remember-last.ts';
import widestLine from './widest-line-remembered.ts';

/** In the place of ink/build/measure-text.js, whose cache would keep the last 8,000 frames whole. */
export default function measureLines(text: string): {width: number; height: number} {
	return text === '' ? {width: 0, height: 0} : measured(text);
}

/** Ink measures a frame several times. */
const measured = rememberLast((text: string) => ({width: widestLine(text), height: text.split('\n').length}));
