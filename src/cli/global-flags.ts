/** Flags that every command takes, and what each does: the help and the completion of shells are made of these. */
export const globalFlags: ReadonlyArray<readonly [string, string]> = [
	['--runtime-endpoint URL', 'CRI endpoint, e.g. unix:///run/containerd/containerd.sock'],
	['--containerd-namespace NAME', 'only this containerd namespace (k8s.io, moby, default); all without it'],
	['--demo', 'the recorded node that is built in, instead of this one'],
	['--read-only', 'nothing that changes the node is run'],
	['--yes', 'do not ask before a translated command that changes the node'],
	['--timeout 10s', 'how long a tool may take to answer'],
	['--no-color', 'no colours; NO_COLOR does the same'],
	['--plain', 'the console as plain text, line by line; so it is with TERM=dumb'],
	['--config FILE', 'in place of ~/.config/rtconsole/config.yaml'],
	['--json', 'for programs: JSON on stdout'],
	['--record DIR', 'write down what this node answers, for --replay'],
	['--replay DIR', 'answer from such a recording'],
];
