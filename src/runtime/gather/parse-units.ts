import type {Unit} from '../../model/node-snapshot.ts';

export type BareUnit = Omit<Unit, 'files'> & {readonly paths: readonly string[]};

/** `Name=value` lines, units apart by an empty line. */
export function parseUnits(text: string): readonly BareUnit[] {
	return text
		.split(/\n\n+/)
		.map(block =>
			block.split('\n').reduce<Record<string, string>>((fields, line) => {
				const at = line.indexOf('=');
				const [name, value] = [line.slice(0, at), line.slice(at + 1)];
				// A property that is printed several times (ExecStartPre) is a list.
				if (at > 0) fields[name] = Object.hasOwn(fields, name) ? `${fields[name]}\n${value}` : value;
				return fields;
			}, {}),
		)
		.filter(fields => fields.Id !== undefined)
		.map(unitOf);
}

function unitOf(properties: Readonly<Record<string, string>>): BareUnit {
	const {Id = '', FragmentPath = '', DropInPaths = ''} = properties;
	const number = (name: string) => Number(properties[name] ?? 0) || undefined;
	return {
		name: Id,
		loadState: properties.LoadState ?? '',
		activeState: properties.ActiveState ?? '',
		subState: properties.SubState ?? '',
		fileState: properties.UnitFileState ?? '',
		restarts: number('NRestarts') ?? 0,
		result: properties.Result ?? '',
		mainPid: number('MainPID'),
		exitStatus: number('ExecMainStatus'),
		activeSinceUs: number('ExecMainStartTimestampMonotonic') ?? number('ActiveEnterTimestampMonotonic'),
		needsReload: properties.NeedDaemonReload === 'yes',
		properties,
		paths: [FragmentPath, ...DropInPaths.split(' ')].filter(Boolean),
	};
}
