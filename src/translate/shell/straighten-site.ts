import {sayAll} from '../finding.ts';
import type {TranslateError} from '../types.ts';
import type {Known} from './known.ts';
import type {Done, Rewritten} from './rewritten.ts';
import type {DockerSite} from './site.ts';
import {hasTypographic, straightenCommand} from './typographic.ts';

/** As pasted from a web page: read as it was meant, if that is one docker command. */
export function straightened(
	{pos, end, statement}: DockerSite,
	source: string,
	known: Known,
	rewrite: (plain: string) => Rewritten | TranslateError,
): Done | undefined {
	const typed = source.slice(pos, end);
	if (!hasTypographic(typed)) return undefined;
	const plain = straightenCommand(typed);
	if (plain === typed) return undefined;
	const answer = rewrite(plain);
	const [first] = 'error' in answer ? [] : answer.translations;
	if ('error' in answer || first === undefined || first.translation.commands.length === 0) return undefined;
	const said = sayAll([{id: 'lex.straightened', kind: 'note'}], known.tables.sentences);
	const translation = {...first.translation, findings: [...first.translation.findings, ...said]};
	const others = answer.translations.slice(1).map(each => each.translation);
	return {
		edits: [{pos, end, text: answer.text}],
		translations: [translation, ...others].map(each => ({translation: each, statement})),
	};
}
