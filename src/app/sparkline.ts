const levels = '▁▂▃▄▅▆▇█';

/**
 * The last `width` values as one character each, from nothing to the greatest of them; what is not known is a space.
 * @param least the height that values never fill by themselves: noise near zero stays low
 */
export function sparkline(values: readonly (number | undefined)[], width: number, least: number): string {
	const shown = values.slice(-width);
	const greatest = Math.max(least, ...shown.map(value => value ?? 0));
	return shown
		.map(value => {
			if (value === undefined) return ' ';
			const level = Math.round((value / greatest) * (levels.length - 1));
			return levels[Math.max(0, Math.min(levels.length - 1, level))];
		})
		.join('')
		.padStart(width);
}
