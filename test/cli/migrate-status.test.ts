import {expect, it} from 'vitest';
import {statusText} from '../../src/cli/migrate/print-status.ts';

const status = {told: 'dockershim', steps: [], changes: []};

it('a walk that goes on now is told of, with its process', () => {
	expect(statusText({...status, heldBy: 812})).toContain('\nprocess 812 is at work on it now\n');
	expect(statusText(status)).not.toContain('at work');
});

it('an undo that is under way is not one that was left', () => {
	expect(statusText({...status, goingBack: true})).toContain('an undo was begun and is not at its end');
	expect(statusText({...status, goingBack: true, heldBy: 812})).not.toContain('is not at its end');
});
