import {type Step, stay, withEffects} from '../action.ts';
import type {TextScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {checkAgain} from './checks.ts';
import {lookAgain} from './migrate.ts';
import {withPane} from './panes.ts';

/** `r`: ask the node again, whatever is on the screen. */
export function refresh(state: State): Step {
	const screen = topScreen(state);
	switch (screen.kind) {
		case 'checks':
			return checkAgain(state);
		case 'migrate':
			return lookAgain(state);
		case 'details':
			return withEffects(state, {type: 'load-details', id: screen.id, subject: screen.subject});
		case 'list':
			return withEffects(state, {type: 'load', list: screen.list});
		case 'text':
			return askedAgain(state, screen);
		default:
			return stay(state);
	}
}

/** What was seen once and goes on changing. What was run is never run again by a key that only looks. */
function askedAgain(state: State, screen: TextScreen): Step {
	const {id, source} = screen;
	if (source.of !== 'why' && source.of !== 'process')
		return stay({...state, notice: {text: 'there is nothing to ask again here', tone: 'quiet'}});
	const emptied = withPane(state, id, () => ({lines: [], dropped: 0, status: 'loading'}));
	return withEffects(
		withTopScreen(emptied, {...screen, top: 0}),
		{type: 'close-pane', id},
		{type: 'open-pane', id, source},
	);
}
