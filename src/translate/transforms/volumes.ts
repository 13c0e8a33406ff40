import {standInPattern} from '../stand-in.ts';
import {type Build, close} from '../transform.ts';
import {isVolumeName, volumeFolder, wrongVolume} from './run-volumes.ts';

/** `docker volume create NAME`: the folder that `docker run -v NAME:/PATH` mounts. */
export const createVolume: Build = (_draft, ask) => {
	const name = ask.parsed.args[0] ?? ask.value('name') ?? `volume-${ask.unique}`;
	if (!isVolumeName(name) && !standInPattern.test(name)) return {error: `docker volume create: ${wrongVolume(name)}`};
	if (name.length < 2) return {error: `docker volume create: '${name}' is too short: a name has two letters at least`};
	return {
		commands: [
			{argv: ['mkdir', '-p', volumeFolder(name)], effect: 'write'},
			{argv: ['echo', name], effect: 'read'},
		],
		findings: [close('volume.folder', {folder: volumeFolder(name)})],
	};
};
