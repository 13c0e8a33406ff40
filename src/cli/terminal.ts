import {fstatSync} from 'node:fs';

/**
 * Whether a descriptor is a terminal. Asking the runtime's own streams (or node:tty) costs more than a whole translation,
 * so pipes, files and the terminals of an SSH session or a console are told without them.
 */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
	try {
		const status = fstatSync(descriptor);
		if (!status.isCharacterDevice()) return false;
		if (process.platform === 'linux' && isTerminalDevice((status.rdev >> 8) & 0xfff)) return true;
	} catch {
		return false; // closed
	}
	const {stdin, stdout, stderr} = process;
	return Boolean((descriptor === 0 ? stdin : descriptor === 1 ? stdout : stderr).isTTY);
}

/** `2>&1 |` and `>FILE 2>&1`: one pipe or file takes both streams, so that what is meant for a person is among the answer. */
export function isOneOutput(): boolean {
	try {
		const [output, errors] = [fstatSync(1), fstatSync(2)];
		const isSame = output.dev === errors.dev && output.ino === errors.ino;
		return isSame && (output.isFIFO() || output.isFile());
	} catch {
		return false; // closed
	}
}

/** `</dev/null`, as under cron and ssh -n, or an empty file: the end of the input is there before anything is read. */
export function isInputEmpty(): boolean {
	try {
		const input = fstatSync(0);
		return input.isFile() ? input.size === 0 : input.isCharacterDevice() && input.rdev === nullDevice;
	} catch {
		return true; // closed
	}
}

/** Major 1, minor 3. */
const nullDevice = (1 << 8) | 3;

/** Majors of devices that are nothing but terminals: virtual consoles and serial lines, pseudo-terminals. Source: Linux, admin-guide/devices.txt. */
function isTerminalDevice(major: number): boolean {
	return major === 4 || (major >= 136 && major <= 143);
}
