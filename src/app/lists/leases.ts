import type {Lease} from '../../model/lease.ts';
import {age, isoTime, labelText} from '../format.ts';
import type {List} from './list.ts';

export const leases: List<Lease> = {
	name: 'leases',
	aliases: ['le', 'lease'],
	about: 'what keeps content and snapshots from being collected',
	columns: [
		{title: 'LEASE', text: lease => lease.id, drop: 0, shrinksTo: 16, sort: 'name'},
		{
			title: 'AGE',
			text: ({createdAtMs}, nowMs) => age(nowMs - createdAtMs),
			drop: 0,
			align: 'right',
			sort: 'age',
			order: lease => -lease.createdAtMs,
		},
		{
			title: 'EXPIRES IN',
			text: ({expiresAtMs}, nowMs) => expiry(expiresAtMs, nowMs),
			drop: 1,
			align: 'right',
			order: ({expiresAtMs}) => expiresAtMs,
		},
		{
			title: 'LABELS',
			text: ({labels}) => labelText(labels),
			drop: 2,
			shrinksTo: 12,
			tone: () => 'quiet',
		},
		{title: 'NS', text: lease => lease.containerdNamespace, drop: 0, tone: () => 'quiet', sort: 'namespace'},
	],
	load: runtime => runtime.leases(),
	id: lease => `${lease.containerdNamespace}/${lease.id}`,
	label: lease => lease.id,
	json: ({createdAtMs, expiresAtMs, ...lease}) => ({
		...lease,
		createdAt: isoTime(createdAtMs),
		expiresAt: isoTime(expiresAtMs),
	}),
	containerdNamespaceOf: lease => lease.containerdNamespace,
	labelsOf: lease => lease.labels,
	open: () => ({to: 'nowhere', because: 'a lease has nothing more to show: its labels stand in wide mode (ctrl-w)'}),
	subject: () => undefined,
};

function expiry(expiresAtMs: number | undefined, nowMs: number): string {
	if (expiresAtMs === undefined) return 'never';
	return expiresAtMs <= nowMs ? 'expired' : age(expiresAtMs - nowMs);
}
