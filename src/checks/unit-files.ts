import {known, type TextFile, type Unit} from '../model/node-snapshot.ts';
import {type Check, type Fix, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {deleteLine, lineAt, replaceInLine, restart, run} from './fixes.ts';
import {likest} from './parts/likest.ts';

const sections = [
	'Unit',
	'Service',
	'Socket',
	'Install',
	'Timer',
	'Mount',
	'Automount',
	'Path',
	'Slice',
	'Scope',
	'Swap',
];

/** What systemd reads past without an error that anybody sees: what was meant does not count. Source: man systemd.unit. */
export const unitFiles: Check = {
	id: 'unit-files',
	title: 'lines of unit files',
	follows: ['unit-masked'],
	explains: ['unit-line-ignored'],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const loaded = Object.values(units).filter(({loadState}) => loadState === 'loaded');
		return worstOf(
			loaded.flatMap(unit => unit.files.flatMap(file => wrongIn(file, unit))),
			ok(`${loaded.length} units, every section is one that systemd knows`),
		);
	},
};

function wrongIn(file: TextFile, unit: Unit): readonly Outcome[] {
	const found: Outcome[] = [];
	let continued = false;
	for (const [index, raw] of file.text.split('\n').entries()) {
		const text = raw.trim();
		const isRest = continued;
		continued = text.endsWith('\\');
		if (isRest || text === '' || /^[#;]/.test(text)) continue;
		const section = /^\[(.*)\]$/.exec(text)?.[1];
		if (section !== undefined && !sections.includes(section) && !section.startsWith('X-')) {
			const meant = likest(section, sections);
			found.push(
				ignored(file, unit, index + 1, `is no section that systemd knows${meant ? `; [${meant}] is meant` : ''}`, [
					meant ? replaceInLine(file.path, index + 1, section, meant) : deleteLine(file.path, index + 1),
				]),
			);
		} else if (section === undefined && !text.includes('=')) {
			found.push(ignored(file, unit, index + 1, 'is no setting', [deleteLine(file.path, index + 1)]));
		}
	}
	// Lines are taken out from below, so that those above keep their numbers.
	return found.toReversed();
}

function ignored(file: TextFile, unit: Unit, line: number, why: string, fix: readonly Fix[]): Outcome {
	return warning(`line ${line} of ${file.path} ${why}: systemd ignores it, and what stands there does not count`, {
		evidence: [lineAt(file.path, file.text, line)],
		fix: [...fix, run('systemctl', 'daemon-reload'), ...(unit.activeState === 'active' ? [restart(unit.name)] : [])],
	});
}
