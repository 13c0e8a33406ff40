import {quote} from '../../model/argv.ts';
import type {DockerCaller} from '../../model/node-surroundings.ts';
import {type Check, consent, type Finding, go} from './finding.ts';

const most = 8;

/** What calls docker when nobody looks: it fails from then on, at its own hour. */
export const dockerJobs: Check = {
	id: 'docker-jobs',
	title: 'cron jobs, units and scripts that call docker',
	look({surroundings}) {
		const callers = surroundings.callers.filter(({kind}) => kind !== 'config');
		if (callers.length === 0) return go('no crontab, unit or script of the usual places calls docker');
		const names = callers.map(({path, startedBy}) => (startedBy === undefined ? path : `${path} (${startedBy})`));
		return consent(`${names.join(', ')}: will not find what it calls docker for`, {
			evidence: callers.flatMap(evidenceOf),
			fix: callers.map(({path}) => ({
				text: `the translation of ${path}, to look at and put in its place: rtconsole translate --script ${path}`,
				argv: ['rtconsole', 'translate', '--script', path],
			})),
		});
	},
};

/** A line of a script may be a whole file: its beginning tells which one it is. */
const cut = (text: string) => (text.length <= 200 ? text : `${text.slice(0, 200)}…`);

/** Its lines, and each command with what becomes of it. */
function evidenceOf({path, lines, calls}: DockerCaller): Finding['evidence'] {
	return [
		...lines.slice(0, most).map(({line, text}) => ({source: `${path}:${line}`, text: cut(text)})),
		...(lines.length > most ? [{source: path, text: `and ${lines.length - most} lines more`}] : []),
		...calls.slice(0, most).map(({docker, becomes, lost}) => ({
			source: quote(['rtconsole', 'translate', '--script', path]),
			text: [`${cut(docker)} → ${becomes.length === 0 ? 'nothing does this' : cut(becomes.join('; '))}`, ...lost].join(
				' — ',
			),
		})),
	];
}
