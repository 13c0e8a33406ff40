/** An age as k9s and kubectl write it: `42s`, `7m`, `3h12m`, `5d`; `-` for what lies in the future or is unknown. */
export function age(milliseconds: number | undefined): string {
	if (milliseconds === undefined || !Number.isFinite(milliseconds) || milliseconds < -5000) return '-';
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	if (seconds < 120) return `${seconds}s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes}m`;
	const hours = Math.floor(minutes / 60);
	if (hours < 10) return minutes % 60 === 0 ? `${hours}h` : `${hours}h${minutes % 60}m`;
	if (hours < 48) return `${hours}h`;
	return `${Math.floor(hours / 24)}d`;
}

/** Bytes in the units that docker prints: powers of 1000, three digits. */
export function size(bytes: number | undefined): string {
	if (bytes === undefined) return '-';
	let value = bytes;
	for (const unit of ['B', 'kB', 'MB', 'GB', 'TB']) {
		if (value < 999.5) return `${unit === 'B' ? value : value.toPrecision(3)}${unit}`;
		if (unit === 'TB') return `${Math.round(value)}TB`;
		value /= 1000;
	}
	return `${bytes}B`;
}

/** An ID for a narrow column: without `sha256:`, 13 hexadecimal digits as crictl prints; a name stays whole. */
export function shortId(id: string): string {
	const bare = id.replace(/^sha256:/, '');
	return /^[0-9a-f]{32,}$/.test(bare) ? bare.slice(0, 13) : bare;
}

/** A time for JSON: ISO 8601, UTC. */
export function isoTime(milliseconds: number): string;
export function isoTime(milliseconds: number | undefined): string | undefined;
export function isoTime(milliseconds: number | undefined): string | undefined {
	return milliseconds === undefined || !Number.isFinite(milliseconds)
		? undefined
		: new Date(milliseconds).toISOString();
}

/** Labels in one line, for a column. */
export function labelText(labels: Readonly<Record<string, string>>): string {
	return Object.entries(labels)
		.map(([name, value]) => (value === '' ? name : `${name}=${value}`))
		.join(' ');
}
