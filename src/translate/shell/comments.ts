import {oneLine} from '../../model/text.ts';
import {fidelity} from '../fidelity.ts';
import type {Translation} from '../types.ts';

/** One comment for each thing that is not the same, without `#`. */
export function commentsOf(translation: Translation): readonly string[] {
	if (fidelity(translation) === 'exact') return [];
	return translation.findings
		.filter(({kind}) => kind !== 'note')
		.map(({kind, flag, message}) => {
			const head = translation.commands.length === 0 ? `not translated: ${translation.docker}` : kind;
			return oneLine(`rtconsole: ${head}${flag === undefined ? '' : ` ${flag}`}: ${message}`);
		});
}
