import StockOutput from 'ink-stock-output';
import stringWidth from 'string-width';
import {isClosed} from './closed-line.ts';
import {remember} from './remember.ts';

type Transformer = (text: string, index: number) => string;
type Write = {
	readonly x: number;
	readonly y: number;
	readonly text: string;
	readonly transformers: readonly Transformer[];
};

/**
 * Ink's last stage, for screens made of lines: the written lines put where they belong, without taking every cell apart.
 *
 * The console draws whole lines that do not overlap, which makes 70 % of Ink's work at each frame unneeded. Whatever is
 * not of that kind (overlap, clipping, styles across line breaks) goes through Ink's own stage. The bundle puts this module
 * in the place of ink/build/output.js, pinned to Ink 8.0.0; test/views/line-output.test.ts proves them equal cell by cell.
 */
export default class LineOutput {
	readonly width: number;
	readonly height: number;
	readonly #writes: Write[] = [];
	#stock: StockOutput | undefined;

	constructor(options: {width: number; height: number}) {
		this.width = options.width;
		this.height = options.height;
	}

	write(x: number, y: number, text: string, {transformers}: {transformers: readonly Transformer[]}): void {
		if (text === '') return;
		if (this.#stock) this.#stock.write(x, y, text, {transformers});
		else this.#writes.push({x, y, text, transformers});
	}

	clip(clip: unknown): void {
		this.#switchToStock().clip(clip);
	}

	unclip(): void {
		this.#switchToStock().unclip();
	}

	get(): {output: string; height: number} {
		if (this.#stock) return this.#stock.get();
		return composeLines(this.#writes, this.width, this.height) ?? this.#switchToStock().get();
	}

	/** From here on Ink's own stage does it, from the first write. */
	#switchToStock(): StockOutput {
		if (this.#stock) return this.#stock;
		const stock = new StockOutput({width: this.width, height: this.height});
		for (const {x, y, text, transformers} of this.#writes) stock.write(x, y, text, {transformers});
		this.#stock = stock;
		return stock;
	}
}

/** The frame, or undefined where the writes are not plain lines side by side. */
function composeLines(
	writes: readonly Write[],
	width: number,
	height: number,
): {output: string; height: number} | undefined {
	const rows: string[] = new Array(height).fill('');
	const ends: number[] = new Array(height).fill(0);
	for (const {x, y, text, transformers} of writes) {
		if (!Number.isInteger(x) || !Number.isInteger(y) || x < 0 || transformers.length > 1) return undefined;
		const lines = text.includes('\n') ? text.split('\n') : [text];
		if (lines.length > 1 && !lines.every(isClosed)) return undefined;
		for (const [offset, raw] of lines.entries()) {
			const row = y + offset;
			if (row < 0 || row >= height) continue;
			const line = transformers[0] ? transformers[0](raw, offset) : raw;
			if (line === '') continue;
			const end = ends[row] as number;
			if (x < end) return undefined;
			const after = x + widthOf(line);
			if (after > width) return undefined;
			rows[row] += ' '.repeat(x - end) + line;
			ends[row] = after;
		}
	}
	return {output: rows.map(row => row.trimEnd()).join('\n'), height};
}

const widthOf = remember(stringWidth);
