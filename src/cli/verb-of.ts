/** What a docker line does: `stop` of `docker stop web` and of `docker container stop web`. */
export function verbOf([, first, second]: readonly string[]): string {
	return (first === 'container' ? second : first) ?? '';
}
