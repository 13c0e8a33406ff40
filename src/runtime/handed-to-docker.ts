import type {Argv} from '../model/argv.ts';
import type {NodeFacts} from '../model/facts.ts';
import {plainText} from '../model/text.ts';
import type {Translation} from '../translate/types.ts';
import {dockerBehind} from './docker-behind.ts';

/** A docker line that docker itself answers. */
export type Handed = {
	readonly argv: Argv;
	readonly reads: boolean;
	/** What says that the containers are docker's. */
	readonly because: string;
	/** It wants the terminal, or does not end by itself. */
	readonly terminal?: 'attach' | 'follow';
};

/**
 * A line for docker on a node whose containers are docker's (dockershim, cri-dockerd, or docker alone): docker itself answers it, for
 * there is nothing that crictl and ctr could be asked in its place. Undefined on any other node.
 *
 * @param words The line, `docker` first.
 */
export function handedToDocker(
	words: readonly string[],
	{commands}: Pick<Translation, 'commands'>,
	facts: NodeFacts,
): Handed | undefined {
	const behind = dockerBehind(facts);
	const docker = facts.tools.docker?.command;
	if (behind === undefined || docker === undefined) return undefined;
	const looks = commands.length > 0 && commands.every(({effect}) => effect === 'read');
	const terminal = commands.find(command => command.terminal !== undefined)?.terminal;
	return {
		argv: [...docker, ...words.slice(1)],
		reads: looks || looksByItsWords(words),
		because: plainText(behind),
		...(terminal === undefined ? {} : {terminal}),
	};
}

/** What has no translation is known to look by docker's own word for it. */
function looksByItsWords([, first = '', second = '']: readonly string[]): boolean {
	return reading.test(first) || (/^[a-z]+$/.test(first) && !leaves.test(first) && reading.test(second));
}

const reading = /^(ps|ls|list|images|inspect|logs|top|port|stats|info|version|history|search|diff|events|df|show)$/;
/** What follows these is no command of docker's. */
const leaves =
	/^(run|exec|create|start|stop|kill|rm|rmi|build|tag|push|pull|rename|cp|commit|update|attach|wait|load|import)$/;
