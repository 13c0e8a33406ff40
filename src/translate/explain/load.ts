import backwardsCrictl from '../../../data/backwards/crictl.json';
import backwardsCtr from '../../../data/backwards/ctr.json';
import crictl from '../../../data/meanings/crictl.json';
import ctr from '../../../data/meanings/ctr.json';
import docker from '../../../data/meanings/docker.json';
import words from '../../../data/meanings/words.json';
import type {BackwardTable} from '../backwards/table.ts';
import type {FlagMeanings, Meanings} from './meanings.ts';

/** What the words mean. In a module of its own, to be imported when somebody asks: no other start pays for it. */
export const meanings: Meanings = {
	docker: docker as FlagMeanings,
	tools: {crictl: crictl as FlagMeanings, ctr: ctr as FlagMeanings},
	words,
	backwards: {crictl: backwardsCrictl as unknown as BackwardTable, ctr: backwardsCtr as unknown as BackwardTable},
};
