/*
 * Parts of Ink 8.0.0 that it does not export and that ours stand in for; the build and the tests resolve these names.
 */
declare module 'ink-stock-output' {
	export default class Output {
		constructor(options: {width: number; height: number});
		write(
			x: number,
			y: number,
			text: string,
			options: {transformers: ReadonlyArray<(text: string, index: number) => string>},
		): void;
		clip(clip: unknown): void;
		unclip(): void;
		get(): {output: string; height: number};
	}
}

declare module 'ink-stock-squash' {
	export type TextNode = {
		readonly nodeName: string;
		readonly nodeValue?: string;
		readonly childNodes?: readonly TextNode[];
	};
	export default function squashTextNodes(node: TextNode): string;
}

declare module 'ink-stock-widest-line' {
	export default function widestLine(text: string): number;
}

declare module 'ink-stock-measure' {
	export default function measureText(text: string): {width: number; height: number};
}
