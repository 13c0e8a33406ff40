/** What an answer is, or what `late` gives where it does not come within `ms`; what was asked goes on. Throws what either throws. */
export async function inTime<T, Late>(answer: Promise<T>, ms: number, late: () => Late): Promise<T | Late> {
	let timer: NodeJS.Timeout | undefined;
	const timeUp = new Promise<void>(resolve => {
		timer = setTimeout(resolve, ms);
	});
	try {
		return await Promise.race([answer, timeUp.then(late)]);
	} finally {
		clearTimeout(timer);
	}
}
