import {atLeast} from '../about.ts';

export type RefusedMirror = {
	readonly mirror: string;
	/** The mirror without a password. */
	readonly shown: string;
	readonly why: string;
};

/**
 * Mirrors of `registry-mirrors` at which dockerd ends. Source: moby, registry.ValidateMirror; paths since pull request 46594,
 * which came with 25.0 and with 24.0.8. Seen: docker 20.10.24.
 */
export function refusedMirrors(mirrors: readonly unknown[], docker: string | undefined): readonly RefusedMirror[] {
	return mirrors.flatMap((mirror): readonly RefusedMirror[] => {
		if (typeof mirror !== 'string' || !/^https?:\/\//.test(mirror) || !URL.canParse(mirror)) return [];
		const {username, password, search, hash, origin, pathname} = new URL(mirror);
		const shown = `${origin}${pathname}`;
		if (username !== '' || password !== '') return [{mirror, shown, why: 'has a name or password before its host'}];
		if (search !== '' || hash !== '') return [{mirror, shown, why: 'has something after ? or #'}];
		const takesPaths = docker === undefined || atLeast(docker, '24.0.8');
		return takesPaths || pathname === '/'
			? []
			: [{mirror, shown, why: 'has a path, which docker takes from 24.0.8 on'}];
	});
}
