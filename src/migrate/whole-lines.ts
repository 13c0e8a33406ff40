/** Bytes that come in pieces, handed on as whole lines; `end` hands on what is left of the last one. */
export function wholeLines(take: (text: string) => void): {add(bytes: Uint8Array): void; end(): void} {
	const decoder = new TextDecoder();
	let rest = '';
	return {
		add(bytes) {
			rest += decoder.decode(bytes, {stream: true});
			const end = rest.lastIndexOf('\n') + 1;
			if (end === 0) return;
			take(rest.slice(0, end));
			rest = rest.slice(end);
		},
		end() {
			if (rest !== '') take(`${rest}\n`);
			rest = '';
		},
	};
}
