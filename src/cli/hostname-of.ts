import {hostname} from 'node:os';
import type {Reader} from '../host/host.ts';

/** Of the node that answers: of the one that was recorded, else of this machine. */
export function hostnameOf({recording}: Reader): string {
	return recording?.hostname ?? hostname();
}
