/** ink/build/output.js, which Ink does not export; the build and the tests resolve this name to it. */
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
