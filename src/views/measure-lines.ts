import widestLine from './widest-line-remembered.ts';

/** In the place of ink/build/measure-text.js, whose cache would keep the last 8,000 frames whole. */
export default function measureLines(text: string): {width: number; height: number} {
	return text === '' ? {width: 0, height: 0} : {width: widestLine(text), height: text.split('\n').length};
}
