import type {Progress} from '../../migrate/progress.ts';
import type {Looked, Verb, WalkOrder} from './door.ts';

/** What happens around a migration. */
export type MigrationNews =
	| {readonly type: 'looked'; readonly looked: Looked; readonly atMs: number}
	| {readonly type: 'not-looked'; readonly error: string}
	| {readonly type: 'progress'; readonly progress: Progress}
	/** The walk is over, whatever came of it. `error`: it broke off without a result, or never began. */
	| {
			readonly type: 'ended';
			readonly verb: Verb;
			readonly report: string;
			readonly atMs: number;
			readonly error?: string;
	  };

/** What is to be done for it outside of the state. */
export type MigrationEffect =
	| {readonly type: 'migrate-look'}
	| {readonly type: 'migrate-walk'; readonly order: WalkOrder}
	| {readonly type: 'migrate-stop'};

export function isMigration(effect: {readonly type: string}): effect is MigrationEffect {
	return effect.type.startsWith('migrate-');
}
