import {readJson} from './config-file.ts';

/** First docker that takes an empty daemon.json, and one that begins with a byte order mark. Source: lab, docker 20.10.24 and 26.1.5. */
const tolerantSince = 23;

/** daemon.json as the docker of this version reads it; one that nobody knows is taken for a new one. */
export function readDaemonJson(path: string, text: string, version: string | undefined): ReturnType<typeof readJson> {
	const isOld = Number.parseInt(version ?? '', 10) < tolerantSince;
	const broken = (message: string) => ({path, text, settings: [], broken: {line: 1, message}});
	const isBlank = text.replace(/^\uFEFF/, '').trim() === '';
	if (isOld && isBlank) return broken(`it is empty, which docker ${version} does not take`);
	if (isOld && text.startsWith('\uFEFF'))
		return broken(`it begins with a byte order mark, which docker ${version} does not read past`);
	return isBlank ? {path, text, settings: [], data: {}} : readJson(path, text);
}
