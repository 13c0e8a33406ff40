import {plainText} from '../model/text.ts';
import {lineCommands} from './command-table.ts';
import {keymap} from './keymap.ts';
import type {PaneLine, State} from './state.ts';

/** `:config`: the settings in force, where they come from, and what is wrong with the file. */
export function settingsLines({settings, readOnly, containerdNamespace}: State): readonly PaneLine[] {
	const {theme, mouse, refreshMs, logTail, maskSecrets, wide, keys = keymap, plugins, file, problems} = settings;
	const plain = (text: string): PaneLine => ({text: plainText(text), tone: 'plain'});
	const title = (text: string): PaneLine => ({text, tone: 'title'});
	const changed = keys.filter((binding, index) => keymap[index]?.keys.join() !== binding.keys.join());
	return [
		plain(file === undefined ? 'no configuration file: ~/.config/rtconsole/config.yaml' : `from ${file}`),
		...problems.map((text): PaneLine => ({text: plainText(text), tone: 'bad'})),
		plain(''),
		title('Settings'),
		plain(`theme: ${theme}`),
		plain(`mouse: ${mouse}`),
		plain(`read-only: ${readOnly}`),
		plain(`containerd-namespace: ${containerdNamespace ?? 'all'}`),
		plain(`refresh: ${refreshMs / 1000}s`),
		plain(`log-tail: ${logTail}`),
		plain(`mask-secrets: ${maskSecrets}`),
		plain(`wide: ${wide}`),
		...(changed.length === 0 ? [] : [plain(''), title('Keys that are not the default')]),
		...changed.map(({does, keys: names, where}) => plain(`${does}: ${names.join(', ')} (in ${where.join(', ')})`)),
		...(plugins.length === 0 ? [] : [plain(''), title('Commands of your own')]),
		...plugins.map(({key, name, command, where}) =>
			plain(`${key}  ${name}  ${JSON.stringify(command)}  in ${where.join(', ')}`),
		),
	];
}

/** `:aliases`: everything that can be typed after `:`. */
export function aliasLines({settings}: Pick<State, 'settings'>): readonly PaneLine[] {
	const own = Object.entries(settings.aliases).map(
		([word, meaning]): PaneLine => ({
			text: plainText(`:${word.padEnd(12)} ${meaning.padEnd(38)} of your own`),
			tone: 'accent',
		}),
	);
	return [...own, ...commandLines()];
}

function commandLines(): readonly PaneLine[] {
	return lineCommands.map(({name, aliases, about}) => ({
		text: `:${name.padEnd(12)} ${aliases
			.map(alias => `:${alias}`)
			.join(' ')
			.padEnd(38)} ${about}`,
		tone: 'plain',
	}));
}
