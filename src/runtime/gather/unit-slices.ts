import type {Reader} from '../../host/host.ts';
import type {TextFile, Unit} from '../../model/node-snapshot.ts';
import {parseUnits} from './parse-units.ts';
import {answerOf, textIfAny} from './part.ts';

/** `a-b.slice` lies in `a.slice`: what limits that limits both. */
function withParents(slice: string): readonly string[] {
	const parts = slice.replace(/\.slice$/, '').split('-');
	return parts.map((_, index) => `${parts.slice(0, index + 1).join('-')}.slice`);
}

/** The files of the slices in which the services run. They have none but where somebody wrote one. */
export async function gatherSlices(
	reader: Reader,
	units: readonly Unit[],
): Promise<ReadonlyMap<string, readonly TextFile[]>> {
	const named = units.flatMap(({properties: {Slice = ''}, loadState}) =>
		loadState === 'loaded' && /^[\w@:.\\-]+\.slice$/.test(Slice) ? withParents(Slice) : [],
	);
	const asked = [...new Set(named)];
	if (asked.length === 0) return new Map();
	const command = ['systemctl', 'show', '--no-pager', '-p', 'Id,FragmentPath,DropInPaths', '--', ...asked] as const;
	const slices = parseUnits(await answerOf(reader, [...command]).catch(() => ''));
	const files = slices.map(async ({name, paths}) => {
		const read = paths.map(async (path): Promise<TextFile> => ({path, text: (await textIfAny(reader, path)) ?? ''}));
		return [name, await Promise.all(read)] as const;
	});
	return new Map(await Promise.all(files));
}

export function withSlices(unit: Unit, slices: ReadonlyMap<string, readonly TextFile[]>): Pick<Unit, 'slices'> {
	const own = withParents(unit.properties.Slice ?? '').flatMap(name => {
		const files = slices.get(name) ?? [];
		return files.length === 0 ? [] : [{name, files}];
	});
	return own.length === 0 ? {} : {slices: own};
}
