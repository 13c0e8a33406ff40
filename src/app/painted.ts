import {plainText} from '../model/text.ts';
import {wrapWords} from './fit.ts';
import type {Tone} from './tone.ts';

/** A piece of text in one tone. The text is harmless. */
export type Piece = {readonly text: string; readonly tone: Tone};

/** One row of the screen, not wider than it was made for. */
export type PaintedLine = readonly Piece[];

export const emptyLine: PaintedLine = [];

export function paintedLine(text: string, tone: Tone): PaintedLine {
	return [{text: plainText(text), tone}];
}

/** A text in lines of at most `width` cells, broken at spaces. */
export function wrapped(text: string, tone: Tone, width: number): readonly PaintedLine[] {
	return wrapWords(plainText(text), width).map(line => [{text: line, tone}]);
}
