import {Box, Text} from 'ink';
import InkTable from 'ink-table';
import {memo} from 'react';
import {helpOf, type Place} from '../app/keymap.ts';

export type HelpProps = {readonly place: Place; readonly top: number; readonly height: number; readonly width: number};

/** Rows of a table that are not data: its frame, its titles and the rules between. */
const frame = 3;

/** The keys of one place, from the one key table. Drawn by ink-table: small and static. */
export const Help = memo(function Help({place, top, height, width}: HelpProps) {
	const fitting = Math.max(1, Math.floor((height - frame - 1) / 2));
	const bindings = helpOf(place);
	const first = Math.max(0, Math.min(top, bindings.length - fitting));
	const data = bindings.slice(first, first + fitting).map(({keys, help}) => ({
		key: keys.join(' '),
		'what it does': help.slice(0, Math.max(10, width - 28)),
	}));
	const more = bindings.length > first + fitting ? 'j for more, ' : '';
	return (
		<Box flexDirection="column">
			<InkTable data={data} />
			<Text>{`${more}c for the cheat sheet, any other key closes`}</Text>
		</Box>
	);
});
