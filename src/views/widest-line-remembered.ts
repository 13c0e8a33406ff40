import widestLine from 'ink-stock-widest-line';
import {remember} from './remember.ts';

const widthOfLine = remember(widestLine);

/** In the place of the package widest-line, which Ink asks at every frame for the whole text. */
export default function widestLineRemembered(text: string): number {
	let widest = 0;
	for (const line of text.split('\n')) widest = Math.max(widest, widthOfLine(line));
	return widest;
}
