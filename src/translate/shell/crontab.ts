import type {TranslateError, Translation} from '../types.ts';
import {commentsOf} from './comments.ts';
import {applyEdits} from './edits.ts';
import type {Known} from './known.ts';
import {rewrite} from './rewrite.ts';
import type {RewrittenScript} from './rewrite-script.ts';
import {stays} from './site-done.ts';

const schedule =
	/^[ \t]*(?:@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)|(?:[\d*][\w*/,-]*[ \t]+){4}[\w*/,-]+)[ \t]+/;
const setting = /^[ \t]*(?:#.*|\w+[ \t]*=.*|)$/;

/** True where every line is a time with a command, a setting or a comment, and there is a time. */
export function isCrontab(source: string): boolean {
	const lines = source.split(/\r?\n/);
	return lines.some(line => schedule.test(line)) && lines.every(line => schedule.test(line) || setting.test(line));
}

/** The user's name before the command, as in /etc/cron.d. */
const user = /^[a-z_][\w-]*[ \t]+(?=(?:\/\S*\/)?(?:docker|sudo|env|nice|ionice|timeout|flock|sh|bash)\b)/;
const notUsers =
	/^(?:docker|sudo|env|nice|ionice|timeout|exec|command|nohup|time|doas|stdbuf|xargs|echo|test|flock|sh|bash|chronic|setsid)\b/;

/** A crontab, line by line. To cron `%` is a new line, and `\\%` is `%`: a docker command with either stays, and one that gets it has the second. */
export function rewriteCrontab(source: string, known: Known): RewrittenScript | TranslateError {
	const translations: Translation[] = [];
	let text = '';
	for (const whole of source.split(/(?<=\n)/)) {
		const end = whole.match(/\r?\n$/)?.[0] ?? '';
		const line = whole.slice(0, whole.length - end.length);
		const head = line.match(schedule)?.[0] ?? '';
		const rest = line.slice(head.length);
		const name = notUsers.test(rest) ? '' : (rest.match(user)?.[0] ?? '');
		const command = rest.slice(name.length);
		const rewritten = head === '' ? undefined : rewriteCommand(command, known);
		if (rewritten !== undefined && 'error' in rewritten) return rewritten;
		const found = rewritten?.translations ?? [];
		translations.push(...found);
		text += [...new Set(found.flatMap(commentsOf))].map(comment => `# ${comment}${end || '\n'}`).join('');
		text += (rewritten === undefined ? line : head + name + rewritten.text) + end;
	}
	return {text, translations};
}

function rewriteCommand(command: string, known: Known): RewrittenScript | TranslateError {
	const answer = rewrite(command, known);
	if ('error' in answer) return answer;
	if (answer.edits.some(({pos, end, text}) => command.slice(pos, end).includes('%') || text.includes('\\%')))
		return {text: command, translations: [stays(command, [{id: 'shell.cron-percent', kind: 'lost'}], known)]};
	const edits = answer.edits.map(edit => ({...edit, text: edit.text.replaceAll('%', '\\%')}));
	return {
		text: applyEdits(command, edits),
		translations: answer.translations.map(({translation}) => translation),
	};
}
