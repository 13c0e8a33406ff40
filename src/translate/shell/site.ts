import type {Command, HereDoc, Redirection, Word} from 'unbash';
import type {Client} from '../clients/client.ts';
import type {Wrapped} from './wrappers.ts';

type Place = {
	/** From the first word of it to the end of its last word. */
	readonly pos: number;
	readonly end: number;
	/** Where the command is in a line of its own: the place of a comment, found by `openLine`. */
	readonly statement: number;
	/** Stands in backquotes, where a backslash has to be written twice. */
	readonly backquoted: boolean;
};

/** A docker command in a shell text. Positions are offsets in the text. */
export type DockerSite = Place & {
	readonly kind: 'docker';
	/** The first word: `docker`, `/usr/bin/docker`, `docker-compose`, `$DOCKER`. */
	readonly docker: Word;
	/** A client of another engine, whose words are docker's. */
	readonly client?: Client;
	/** The words after it. */
	readonly words: readonly Word[];
	/** Redirections between the words. */
	readonly redirections: readonly Redirection[];
	readonly wrapped: Wrapped;
	/** Nothing stands before `docker` in its command, so that a group may take its place. */
	readonly bare: boolean;
	/** The text ends at the first command that fails. */
	readonly errexit: boolean;
	/** What a reader leaves unread is a failure of its writer. */
	readonly pipefail: boolean;
	/** DOCKER_HOST or DOCKER_CONTEXT stands before it. */
	readonly daemon: boolean;
	/** What reads its output, one after the other, each behind a `|`. */
	readonly readBy: readonly Command[];
	/** What stands before the `|` in front of xargs. */
	readonly before?: {readonly pos: number; readonly end: number};
	/** What xargs puts in are IDs: those of docker's list before the `|`. */
	readonly fedIds: boolean;
	/** What xargs puts in are names of containers. */
	readonly fedNames: boolean;
	/** It lists names, and docker alone takes them: IDs do as well. */
	readonly asIds: boolean;
};

/** A text that a shell reads, other than this one. */
export type TextSite = Place & {
	readonly kind: 'text';
	readonly from:
		| {readonly words: readonly Word[]}
		| {readonly hereDoc: HereDoc}
		| {readonly inner: {readonly pos: number; readonly end: number}};
	/** xargs, find or parallel put something in where this stands; `ids`: nothing but one ID. */
	readonly replaces?: {readonly mark: string; readonly ids: boolean};
};

/** What has to be told and stays as it is. */
export type SaidSite = Place & {readonly kind: 'said'; readonly id: string};

/** A line about docker's daemon: `systemctl restart docker`, `journalctl -u docker`. */
export type DaemonSite = Place & {
	readonly kind: 'daemon';
	/** The program and what follows it. */
	readonly words: readonly Word[];
};

/** The word `docker` of `command -v docker`; `from` and `until` are those of the whole question. */
export type AsksSite = Place & {readonly kind: 'asks'; readonly from: number; readonly until: number};

export type Site = DockerSite | TextSite | SaidSite | DaemonSite | AsksSite;
