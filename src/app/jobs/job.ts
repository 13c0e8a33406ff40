import {age, size} from '../format.ts';
import type {Tone} from '../tone.ts';

export type JobStatus = 'running' | 'stopping' | 'done' | 'failed' | 'cancelled';

/** Something that was done to the node from here, as the screen knows it. */
export type JobView = {
	readonly id: number;
	readonly title: string;
	readonly status: JobStatus;
	/** Goes on until it is stopped: a forwarded port. */
	readonly stays: boolean;
	/** How far it is, in words. */
	readonly progress?: string;
	readonly startedAtMs: number;
	readonly endedAtMs?: number;
	/** Why it failed: the known cause, else what the tool said last. */
	readonly error?: string;
	/** Its end was seen: it was on the screen then, or opened later. */
	readonly seen: boolean;
};

export function isRunning({status}: JobView): boolean {
	return status === 'running' || status === 'stopping';
}

export function toneOf({status, stays}: JobView): Tone {
	switch (status) {
		case 'running':
			return stays ? 'good' : 'accent';
		case 'stopping':
			return 'warn';
		case 'done':
			return 'good';
		case 'failed':
			return 'bad';
		case 'cancelled':
			return 'quiet';
	}
}

/** One line about how it stands: `running 12s, 34MB of 80MB`. */
export function standing(job: JobView, nowMs: number): string {
	const took = age((job.endedAtMs ?? nowMs) - job.startedAtMs);
	switch (job.status) {
		case 'running':
			return [`${job.stays ? 'open for' : 'running'} ${took}`, job.progress].filter(Boolean).join(', ');
		case 'stopping':
			return 'stopping…';
		case 'done':
			return `done in ${took}`;
		case 'failed':
			return `failed after ${took}: ${job.error ?? 'no reason given'}`;
		case 'cancelled':
			return job.stays ? `stopped after ${took}` : `cancelled after ${took}`;
	}
}

/** `34MB of 80MB (42 %)`, or what is known of it. */
export function bytesOf(done: number, expected: number | undefined): string {
	if (expected === undefined || expected <= 0) return size(done);
	return `${size(done)} of ${size(expected)} (${Math.min(99, Math.floor((done / expected) * 100))} %)`;
}
