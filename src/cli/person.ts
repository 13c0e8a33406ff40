import {readFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whose settings and history these are. Under sudo: the settings of whoever typed it, the history in root's own folder. */
export type Person = {
	readonly env: Environment;
	/** Home of whoever typed the command. */
	readonly home: string;
	/** Home of the user that the process runs as. */
	readonly ownHome: string;
	/** Users whose files are believed. */
	readonly trusted: readonly number[];
	/** Who typed `sudo`, where that is how root came here. */
	readonly invokedBy?: string;
};

/** @param passwd text of /etc/passwd, read only under sudo */
export function personOf(
	env: Environment,
	self: {readonly uid: number; readonly homedir: string} = userInfo(),
	passwd: () => string = () => readFileSync('/etc/passwd', 'utf8'),
): Person {
	const ownHome = self.homedir || env.HOME || '/';
	const sudoUid = self.uid === 0 && /^\d+$/.test(env.SUDO_UID ?? '') ? Number(env.SUDO_UID) : undefined;
	if (sudoUid === undefined || sudoUid === 0)
		return {env, home: env.HOME || ownHome, ownHome, trusted: [...new Set([self.uid, 0])]};
	const home = env.SUDO_HOME || homeOf(sudoUid, passwd) || ownHome;
	return {env, home, ownHome, trusted: [sudoUid, 0], invokedBy: env.SUDO_USER ?? String(sudoUid)};
}

/** Where the settings are. Source: XDG Base Directory Specification 0.8; a relative path there is to be ignored. */
export function configFolder({env, home}: Person): string {
	const given = env.XDG_CONFIG_HOME;
	return join(given?.startsWith('/') ? given : join(home, '.config'), 'rtconsole');
}

/**
 * Where history and saved screens go: always a folder of the user that the process runs as, for root does not write into
 * folders that somebody else can rearrange.
 */
export function stateFolder({env, ownHome, invokedBy}: Person): string {
	const given = invokedBy === undefined ? env.XDG_STATE_HOME : undefined;
	return join(given?.startsWith('/') ? given : join(ownHome, '.local', 'state'), 'rtconsole');
}

function homeOf(uid: number, passwd: () => string): string | undefined {
	try {
		const line = passwd()
			.split('\n')
			.find(each => each.split(':')[2] === String(uid));
		return line?.split(':')[5] || undefined;
	} catch {
		return undefined;
	}
}
