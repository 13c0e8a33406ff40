/** Text files that the build carries along. */
declare module '*.jsonl' {
	const text: string;
	export default text;
}
