import {copyBetween} from '../transforms/copy.ts';
import {exportOf} from '../transforms/files.ts';
import {argOf, type BuildByCtr} from './held.ts';

export const cp: BuildByCtr = (held, ask) => copyBetween(ask, name => argOf(name, held), held.namespace);

export const exportFiles: BuildByCtr = (held, ask) => exportOf(ask, name => argOf(name, held), held.namespace);
