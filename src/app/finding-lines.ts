import type {Finding} from '../translate/types.ts';
import {type PaintedLine, wrapped} from './painted.ts';

const marks = {note: '·', close: '≈', lost: '✗'} as const;
const tones = {note: 'quiet', close: 'plain', lost: 'warn'} as const;

export function findingLines({kind, flag, message, instead}: Finding, width: number): readonly PaintedLine[] {
	const text = `${marks[kind]} ${flag === undefined ? '' : `${flag}: `}${message}`;
	const alternative = instead === undefined ? [] : wrapped(`  instead: ${instead}`, 'accent', width);
	return [...wrapped(text, tones[kind], width), ...alternative];
}
