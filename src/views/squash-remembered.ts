import squashTextNodes, {type TextNode} from 'ink-stock-squash';
import {rememberLast} from '../model/remember-last.ts';
import {isClosed} from './closed-line.ts';
import {remember} from './remember.ts';

const squashText = (text: string): string =>
	squashTextNodes({nodeName: 'ink-text', childNodes: [{nodeName: '#text', nodeValue: text}]});
const squashLine = remember(squashText);

/**
 * Ink cleans the whole text at every frame. The console's is made of lines that end their own styles, and most of them were
 * in the frame before: those are cleaned once. The bundle puts this in the place of ink/build/squash-text-nodes.js.
 */
export default function squashRemembered(node: TextNode): string {
	const only = node.childNodes?.[0];
	if (node.childNodes?.length !== 1 || only?.nodeName !== '#text' || only.nodeValue === undefined)
		return squashTextNodes(node);
	return squashFrame(only.nodeValue) ?? squashTextNodes(node);
}

/** Undefined where a style reaches into the next line. Ink asks twice for each frame: to measure it and to draw it. */
const squashFrame = rememberLast((text: string) => {
	const lines = text.split('\n');
	return lines.every(isClosed) ? lines.map(squashLine).join('\n') : undefined;
});
