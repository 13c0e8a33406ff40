/** What stands for a text that only the shell knows while a line is translated: nobody types it. */

const zeros = '000000000000000000000000000000000000000000000000';

/** Looks like a full container ID, so that it is passed on as it is. */
export function standIn(number: number): string {
	return `f00dfeed${zeros}${number.toString(16).padStart(8, '0')}`;
}

/** Looks like a container's name, so that its ID is asked for. */
export function nameStandIn(number: number): string {
	return `x${standIn(number)}`;
}

/** Looks like a name too: its ID is asked for, and where there is none of that name it is taken for an ID. */
export function eitherStandIn(number: number): string {
	return `y${standIn(number)}`;
}

/** Looks like an absolute path, so that it is mounted and not taken for the name of a volume. */
export function pathStandIn(number: number): string {
	return `/.${standIn(number)}`;
}

/** A number that nobody types, for `--tail "$N"`: the other ones are no numbers. */
export function numberStandIn(number: number): string {
	return `91238764500${number.toString().padStart(4, '0')}`;
}

export const standInPattern = /(?:[xy]|\/\.)?f00dfeed0{48}[0-9a-f]{8}|91238764500\d{4}/;
