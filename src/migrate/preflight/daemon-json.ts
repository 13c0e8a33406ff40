import {known} from '../../model/node-snapshot.ts';
import type {MigrationFacts} from '../facts.ts';
import {fromDocker} from '../wanted.ts';
import {type Check, consent, go, noGo} from './finding.ts';

export const daemonJson: Check = {
	id: 'docker-settings',
	title: "docker's own settings",
	look(facts) {
		const {config, flags} = facts.snapshot.docker;
		const file = known(config);
		if (file?.broken) {
			const {line = 1, message} = file.broken;
			return noGo(`${file.path} is no JSON: ${message}; docker would not start with it either`, {
				evidence: [{source: `${file.path}:${line}`, text: file.text.split('\n')[line - 1]?.trim() ?? ''}],
				fix: [{text: 'rtconsole check shows it put right; or write down there what docker runs with (docker info)'}],
			});
		}
		if (file === undefined && flags.length === 0) return undefined;
		const source = file?.path ?? 'the command line of dockerd';
		const {lost} = fromDocker(facts);
		if (lost.length === 0) return go(`all of ${source} is carried over or needs nothing`);
		return consent(
			`${lost.length === 1 ? 'a setting of docker has' : 'settings of docker have'} no place in containerd`,
			{
				evidence: lost.map(({key, because}) => ({source: placeOf(key, facts) ?? source, text: `${key}: ${because}`})),
				fix: lost.map(({key, instead}) => ({text: `${key}: ${instead}`})),
			},
		);
	},
};

/** File and line of a key, or of the flag that says the same. */
function placeOf(key: string, {snapshot: {docker}}: MigrationFacts): string | undefined {
	const [name = ''] = key.split(/[ ,]/);
	const inFile = known(docker.config)?.settings.find(setting => setting.name === name);
	const flag = docker.flags.findLast(setting => setting.name === `--${name}` || `${setting.name}s` === `--${name}`);
	const found = inFile ?? flag;
	return found === undefined ? undefined : `${found.path}:${found.line}`;
}
