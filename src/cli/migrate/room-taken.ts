import type {Reader} from '../../host/host.ts';
import type {Cause} from '../../migrate/progress.ts';

const shown = 3;
/** A disk that is slow, or huge, is not waited for: the command stands there anyway. */
const patienceMs = 5000;

/** `df /var/log`, `df -i /run`; an error that names the file which it could not write. */
function placeOf({because, evidence}: Cause): {readonly path: string; readonly inodes: boolean} | undefined {
	const texts = [because, ...evidence.map(({text}) => text)];
	for (const {source} of evidence) {
		const [, flag, path] = /^df (-i )?(\/\S*)$/.exec(source) ?? [];
		if (path !== undefined) return {path, inodes: flag !== undefined};
	}
	const path = texts.map(text => /(\/[\w./@+-]{1,300})[^/]{0,40}: no space left/.exec(text)?.[1]).find(Boolean);
	return path === undefined ? undefined : {path: path.replace(/\/[^/]*$/, '') || '/', inodes: false};
}

/** A disk that is full: what takes the room on it is told beside that, the most first. */
export async function withRoomTaken(causes: readonly Cause[], host: Pick<Reader, 'query'>): Promise<readonly Cause[]> {
	return Promise.all(
		causes.map(async cause => {
			const place = /disk-(full|pressure)$/.test(cause.id) ? placeOf(cause) : undefined;
			const taken = place === undefined ? [] : await takenIn(place, host);
			if (place === undefined || taken.length === 0) return cause;
			const source = place.inodes ? `du -x --inodes ${place.path}` : `du -x ${place.path}`;
			return {...cause, evidence: [{source, text: taken.join(', ')}, ...cause.evidence]};
		}),
	);
}

async function takenIn(
	{path, inodes}: {readonly path: string; readonly inodes: boolean},
	host: Pick<Reader, 'query'>,
): Promise<readonly string[]> {
	const mount = await host
		.query(['findmnt', '--noheadings', '--output', 'TARGET', '--target', path])
		.catch(() => undefined);
	const whole = mount?.stdout.trim().split('\n')[0] || path;
	// A single file may have it all; those that have next to nothing may be a million.
	const units = inodes ? ['--inodes'] : ['--block-size=1M', '--all', '--threshold=1M'];
	const answer = await host
		.query(['du', '--one-file-system', ...units, '--max-depth=3', whole], {timeoutMs: patienceMs})
		.catch(() => undefined);
	const rows = (answer?.stdout ?? '').split('\n').flatMap(line => {
		const [, count, name] = /^(\d+)\t(.+)$/.exec(line) ?? [];
		const isNothing = count === undefined || name === undefined || name === whole || name === `${whole}/`;
		return isNothing ? [] : [{count: Number(count), name}];
	});
	return innermost(rows)
		.slice(0, shown)
		.map(({count, name}) => `${count}${inodes ? ' files' : ' MB'} in ${name}`);
}

type Row = {readonly count: number; readonly name: string};

/** A folder that has nearly all from one of its own is told by that one alone. */
function innermost(rows: readonly Row[]): readonly Row[] {
	const sorted = rows.filter(({count}) => count > 0).toSorted((one, other) => other.count - one.count);
	return sorted.filter(
		row => !sorted.some(({name, count}) => name.startsWith(`${row.name}/`) && count > row.count * 0.7),
	);
}
