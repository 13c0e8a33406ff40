import {defaultSettings, type Settings} from '../app/settings.ts';
import {findConfig} from './config-file.ts';
import type {Globals} from './globals.ts';
import type {Person} from './person.ts';

/** What was chosen: flags first, then the configuration, then the defaults. */
export type Chosen = {
	readonly settings: Settings;
	readonly globals: Globals;
	/** Plain text, line by line, in place of the screen. */
	readonly plain: boolean;
};

/** Read the configuration. It never throws: what is wrong with it stands in `settings.problems`. */
export async function loadSettings(globals: Globals, person: Person): Promise<Chosen> {
	const plain = globals.plain || person.env.TERM === 'dumb';
	const noColour = globals.color ? {} : {theme: 'mono' as const};
	const found = findConfig(person, globals.config);
	if (found?.text === undefined) {
		const said = found ? {file: found.path, problems: [`${found.path}: ${found.problem}`]} : {};
		return {settings: {...defaultSettings, ...said, ...noColour}, globals, plain};
	}
	const {readConfig} = await import('../app/config/read-config.ts');
	const read = readConfig(found.text, found.path);
	const namespace = 'containerdNamespace' in globals ? globals.containerdNamespace : read.containerdNamespace;
	return {
		settings: {...defaultSettings, ...read.settings, ...noColour, file: found.path, problems: read.problems},
		globals: {
			...globals,
			readOnly: globals.readOnly || (read.readOnly ?? false),
			containerdNamespace: namespace === 'all' ? undefined : namespace,
		},
		plain: plain || (read.plain ?? false),
	};
}
