/** What the Go runtime prints of itself when a program crashes, hundreds of lines of it: frames, places, goroutines. */
const frame = /^\s*(--|goroutine |created by |[\w./*()-]+\(|\S+\.(go|s):\d+|$)/;

export function isGoStack(message: string): boolean {
	return frame.test(message);
}
