/** Resolves after so many milliseconds; the process ends without waiting for it. */
export function pause(milliseconds: number): Promise<void> {
	return new Promise(resolve => {
		setTimeout(resolve, milliseconds).unref();
	});
}
