import squashTextNodes, {type TextNode} from 'ink-stock-squash';
import {remember} from './remember.ts';

const squashLine = remember(text =>
	squashTextNodes({nodeName: 'ink-text', childNodes: [{nodeName: '#text', nodeValue: text}]}),
);

/**
 * Ink cleans the text of every node at every frame. A line of the console is one string, and most lines of a frame were in
 * the one before: those are cleaned once. The bundle puts this in the place of ink/build/squash-text-nodes.js.
 */
export default function squashRemembered(node: TextNode): string {
	const only = node.childNodes?.[0];
	if (node.childNodes?.length === 1 && only?.nodeName === '#text' && only.nodeValue !== undefined)
		return squashLine(only.nodeValue);
	return squashTextNodes(node);
}
