/**
 * The name that a kubelet gives its node: what it is told, else the name of the host, in small letters either way. (A cloud
 * provider may give it another.) Source: Kubernetes, component-helpers nodeutil.GetHostname; seen on a kubelet 1.20.2.
 */
export function nodeNameOf(
	flags: ReadonlyArray<{readonly name: string; readonly value: string}>,
	hostname: string,
): string {
	const told = flags.findLast(({name}) => name === '--hostname-override')?.value.trim();
	return (told || hostname).trim().toLowerCase();
}
