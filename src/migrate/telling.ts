import {withoutRepeats} from './without-repeats.ts';

export type Telling = (text: string) => void;

/**
 * Something that is under way and tells of itself: what it says comes as it is said (the same each second but from time to
 * time), what it comes to at its end.
 */
export function told<Value>(nowMs: () => number, start: (tell: Telling) => Promise<Value>) {
	const said: string[] = [];
	let wake = () => {};
	const say = withoutRepeats(text => {
		said.push(text);
		wake();
	}, nowMs);
	const going = start(say);
	const ended = going.then(
		() => true,
		() => true,
	);
	return {
		/** Throws what it threw. */
		async *lines(take: (value: Value) => void): AsyncGenerator<string, void> {
			for (let over = false; !over; ) {
				const news = new Promise<boolean>(resolve => {
					wake = () => resolve(false);
				});
				over = said.length === 0 && (await Promise.race([ended, news]));
				if (said.length > 0) yield said.splice(0).join('');
			}
			take(await going);
		},
	};
}

const slowMs = 1000;

/** What is told of a command comes when it has ended: one that takes longer is named while it runs. */
export function sayWhenSlow(going: Promise<unknown>, say: () => void, afterMs = slowMs): void {
	const timer = setTimeout(say, afterMs);
	const end = () => clearTimeout(timer);
	going.then(end, end);
}

/** `120 MB of about 300 MB`. */
export function amount(bytes: number, all: number | undefined): string {
	const text = (each: number) => `${(each / 1e6).toFixed(each < 1e7 ? 1 : 0)} MB`;
	return all === undefined || all < bytes ? text(bytes) : `${text(bytes)} of about ${text(all)}`;
}
