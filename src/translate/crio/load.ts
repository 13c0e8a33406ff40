import type {Tables} from '../tables.ts';
import {createCrioTranslator} from './on-crio.ts';

export function withCrio(tables: Tables): Tables {
	return {...tables, crio: createCrioTranslator(tables.sentences)};
}
