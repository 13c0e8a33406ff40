import {SocketMissing} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';

/**
 * The same reader for a client that waits long for a daemon that is stopped: its socket is looked at first. Where it may
 * not be used, the client says so itself. Source: ctr 1.6 and 1.7 dial a missing socket for 10 s, a refusing one not at all.
 */
export function socketFirst(reader: Reader, path: string, daemon: string): Reader {
	return {
		...reader,
		async query(argv, limits) {
			if ((await reader.isWritable(path)) === undefined) throw new SocketMissing(argv, path, daemon);
			return reader.query(argv, limits);
		},
	};
}
