/**
 * A function of values that rarely change, with its last answer: asked again with the very same values (`===`) it does no
 * work, and its answer is the same object, so that whoever compares sees that nothing has changed.
 */
export function rememberLast<Asked extends readonly unknown[], Answer>(
	ask: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
	let last: {readonly asked: Asked; readonly answer: Answer} | undefined;
	return (...asked) => {
		if (last !== undefined && isSame(last.asked, asked)) return last.answer;
		last = {asked, answer: ask(...asked)};
		return last.answer;
	};
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
	for (let index = 0; index < now.length; index += 1) if (before[index] !== now[index]) return false;
	return before.length === now.length;
}
