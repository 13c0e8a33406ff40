import type {Overlay} from '../overlay.ts';
import type {State} from '../state.ts';

type Prompt = Extract<Overlay, {kind: 'prompt'}>;

/**
 * Earlier lines: `up` and `down` those that begin as what was typed does, `ctrl-r` those that have it anywhere. Below the
 * newest is what was typed. Undefined where there is none.
 */
export function recall(state: State, prompt: Prompt, key: 'up' | 'down' | 'ctrl-r'): Prompt | undefined {
	const history = prompt.purpose === 'command' ? state.commandHistory : state.filterHistory;
	const draft = prompt.draft ?? (prompt.purpose === 'filter' && prompt.text === prompt.before ? '' : prompt.text);
	const fits = (line: string) => line !== draft && (key === 'ctrl-r' ? line.includes(draft) : line.startsWith(draft));
	const step = key === 'down' ? -1 : 1;
	const from = prompt.offered ? 0 : prompt.recalled;
	for (let place = from + step; place >= 0 && place <= history.length; place += step) {
		const line = place === 0 ? draft : history.at(-place);
		if (line === undefined || (place > 0 && !fits(line))) continue;
		return {...prompt, offered: undefined, draft, recalled: place, text: line, cursor: [...line].length};
	}
	return undefined;
}
