/** Two streams as one, for as long as both last: whoever listens again then listens to both. */
export async function* both<T>(one: AsyncIterable<T>, other: AsyncIterable<T>): AsyncGenerator<T> {
	const iterators = [one[Symbol.asyncIterator](), other[Symbol.asyncIterator]()] as const;
	const next = (index: 0 | 1) => {
		const answer = iterators[index].next().then(result => ({index, result}));
		answer.catch(() => {}); // of the one that nobody waits for any more
		return answer;
	};
	const waiting = [next(0), next(1)];
	for (;;) {
		const {index, result} = await Promise.race(waiting);
		if (result.done) return;
		yield result.value;
		waiting[index] = next(index);
	}
}
