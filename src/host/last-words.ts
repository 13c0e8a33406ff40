import {plainText} from '../model/text.ts';
import type {Finished} from './host.ts';

/** The last line that a person would read: of stderr, else of stdout; of a logrus line, its message. */
export function lastWords({stderr, stdout}: Finished): string {
	const last = (stderr.trim() || stdout.trim()).split('\n').at(-1) ?? '';
	const denied = deniedSocket.map(words => words.exec(last)?.[1]).find(Boolean);
	if (denied !== undefined) return plainText(denial(denied));
	const silent = silentSocket.exec(last);
	if (silent !== null) return plainText(silence(silent[1] ?? '', silent[2] ?? ''));
	const hanging = hangingSocket.exec(last);
	if (hanging !== null) return plainText(hang(hanging[1] ?? '', hanging[2]));
	const [, message] = /^time="[^"]*" level=\w+ msg="((?:[^"\\]|\\.)*)"/.exec(last) ?? [];
	return plainText(message?.replace(/\\(["\\])/g, '$1') ?? last) || '(no message)';
}

/** How they say it, within longer sentences. Source: ctr 1.6 and 1.7, crictl 1.30, docker 20.10 and 26.1; then docker 28. */
const deniedSocket = [
	/dial unix (?:unix:\/\/)?(\/[^\s"]*): connect: permission denied/,
	/permission denied while trying to connect to .* at unix:\/\/(\/[^\s":]*)/,
];

/** Nobody behind the socket, within longer sentences: of Go's net package, so the same of crictl, ctr and docker. */
export const silentSocket =
	/dial unix (?:unix:\/\/)?(\/[^\s"]*): connect: (no such file or directory|connection refused)/;

/** Somebody holds the socket and says nothing. Source: crictl 1.30 with containerd stopped by SIGSTOP (lab modern, containerd). */
const hangingSocket =
	/endpoint \\?"unix:\/\/(\/[^\s"\\]*)\\?": rpc error: code = (?:DeadlineExceeded|Unavailable .*?(error reading server preface))/;

/** What it means first, for the sentence is cut where there is little room. */
function silence(path: string, words: string): string {
	const daemon = daemonBehind(path);
	return `${daemon} is not running: ${words === 'connection refused' ? `nobody listens on ${path}` : `there is no ${path}`}`;
}

function hang(path: string, words = 'context deadline exceeded'): string {
	return `${daemonBehind(path)} does not answer (${words}): ${path}`;
}

function daemonBehind(path: string): string {
	return daemons.find(([name]) => path.endsWith(name))?.[1] ?? 'what listens there';
}

const daemons = [
	['containerd.sock', 'containerd'],
	['cri-dockerd.sock', 'cri-dockerd'],
	['dockershim.sock', "the kubelet's dockershim"],
	['docker.sock', 'docker'],
	['crio.sock', 'CRI-O'],
] as const;

/** The sentence about a socket that is there, but not for this user. */
export function denial(path: string): string {
	return `permission denied on ${path}: run it with sudo`;
}
