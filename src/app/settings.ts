import type {Plugin} from './config/plugin.ts';
import type {Binding} from './keymap.ts';
import type {OwnAliases} from './own-aliases.ts';
import type {ThemeName} from './theme-names.ts';

/** What a person may choose. Flags come before the configuration file, and that before these defaults. */
export type Settings = {
	readonly theme: ThemeName;
	readonly mouse: boolean;
	/** Between two looks at the node where no events come. */
	readonly refreshMs: number;
	/** Lines that a log shows from before it was opened. */
	readonly logTail: number;
	/** Values that look like secrets are hidden until they are asked for. */
	readonly maskSecrets: boolean;
	/** Lists open with all their columns. */
	readonly wide: boolean;
	/** Every key: the key table with what the configuration changes. */
	readonly keys?: readonly Binding[];
	/** Words of one's own after `:`. */
	readonly aliases: OwnAliases;
	readonly plugins: readonly Plugin[];
	/** The configuration file, where there is one, and what is wrong with it. */
	readonly file?: string;
	readonly problems: readonly string[];
};

export const defaultSettings: Settings = {
	theme: 'dark',
	mouse: false,
	refreshMs: 3000,
	logTail: 1000,
	maskSecrets: true,
	wide: false,
	aliases: {},
	plugins: [],
	problems: [],
};
