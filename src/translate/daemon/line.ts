/** The programs that are asked about a daemon, and the daemon itself. */
const programs = new Set(['systemctl', 'service', 'journalctl', 'dockerd']);

/** `systemctl restart docker`, `/etc/init.d/docker restart`: a line about a daemon, not about containers. */
export function isDaemonLine([first = '']: readonly string[]): boolean {
	return programs.has(programOf(first)) || (first.startsWith('/') && initScript.test(first));
}

export function programOf(word: string): string {
	if (!word.startsWith('/')) return word;
	return word.replace(/^\/(usr\/)?s?bin\//, '');
}

export const initScript = /^\/etc\/init\.d\/(.+)$/;

/** What a name of a unit stands for; undefined where it is none of docker's. */
export function unitOf(name: string): 'docker' | 'socket' | 'cri-dockerd' | undefined {
	if (/^docker(\.service)?$/.test(name)) return 'docker';
	if (name === 'docker.socket') return 'socket';
	return /^cri-docker(d)?(\.service|\.socket)?$/.test(name) ? 'cri-dockerd' : undefined;
}

/** The same unit of containerd, with or without its ending. */
export function containerdUnit(name: string): string {
	return name.endsWith('.service') ? 'containerd.service' : 'containerd';
}
