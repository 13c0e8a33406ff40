/** In the hierarchies that every node has; the systemd driver adds `.slice`. */
export function cgroupPlaces(value: string): readonly string[] {
	const name = value.replace(/^\/+|\/+$/g, '');
	const hierarchies = ['', 'cpu/', 'memory/', 'pids/', 'systemd/'].map(one => `/sys/fs/cgroup/${one}`);
	const nested = name.split('/').map((_, index, all) => `${all.slice(0, index + 1).join('-')}.slice`);
	return [name, `${name}.slice`, nested.join('/')].flatMap(one => hierarchies.map(at => `${at}${one}`));
}
