/** Keys of daemon.json for TLS: without them a port is open to everybody. */
export const dockerTlsFileKeys: readonly string[] = ['tlscacert', 'tlscert', 'tlskey'];

/** Keys of daemon.json whose value is a file without which dockerd does not start. */
export const dockerFileKeys: readonly string[] = [...dockerTlsFileKeys, 'seccomp-profile', 'init-path'];
