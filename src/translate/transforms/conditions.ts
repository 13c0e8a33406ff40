/** Conditions of the Go templates that crictl takes, for what its filters cannot say. */

/** The status of a container has that label, whatever it says. */
export function hasLabel(label: string): string {
	return `(ne (printf "%v" (index .status.labels ${JSON.stringify(label)})) "<nil>")`;
}

/** crictl takes numbers for text. */
export function exitedWith(codes: readonly string[]): string {
	const any = anyOf(codes.map(code => `(eq (printf "%v" .status.exitCode) ${JSON.stringify(code)})`));
	return `(and (eq .status.state "CONTAINER_EXITED") ${any})`;
}

/** A volume is a path, in the container or on the host. */
export function mounting(volumes: readonly string[]): string {
	const any = anyOf(
		volumes.flatMap(volume => ['.hostPath', '.containerPath'].map(field => `(eq ${field} ${JSON.stringify(volume)})`)),
	);
	return `{{$mounted := false}}{{range .status.mounts}}{{if ${any}}}{{$mounted = true}}{{end}}{{end}}`;
}

export function anyOf(tests: readonly string[]): string {
	return tests.length === 1 ? (tests[0] ?? '') : `(or ${tests.join(' ')})`;
}

export function allOf(tests: readonly string[]): string {
	return tests.length === 1 ? (tests[0] ?? '') : `(and ${tests.join(' ')})`;
}
