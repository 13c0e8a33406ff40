import {wrapWords} from '../fit.ts';
import type {PaneLine} from '../state.ts';
import type {Walk} from './state.ts';

/** What the steps said, in rows that fit, and which of them are on the screen. */
export function outputRows({output}: Walk, width: number): readonly PaneLine[] {
	const known = remembered.get(output);
	if (known?.width === width) return known.rows;
	const rows = output.flatMap(line => wrapWords(line.text, Math.max(3, width)).map(text => ({...line, text})));
	remembered.set(output, {width, rows});
	return rows;
}

const remembered = new WeakMap<readonly PaneLine[], {width: number; rows: readonly PaneLine[]}>();

/** The first row on the screen; without `top` the end is followed. */
export function outputStart(rows: readonly PaneLine[], top: number | undefined, height: number): number {
	const end = Math.max(0, rows.length - height);
	return top === undefined ? end : Math.max(0, Math.min(top, end));
}
