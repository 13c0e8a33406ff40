import type {Group} from '../case.ts';
import {exec} from './exec.ts';
import {files} from './files.ts';
import {images, registries} from './images.ts';
import {inspect} from './inspect.ts';
import {lifecycle} from './lifecycle.ts';
import {list} from './list.ts';
import {logs} from './logs.ts';
import {prune} from './prune.ts';
import {run} from './run.ts';
import {refusals, system} from './system.ts';
import {wild} from './wild.ts';

/** In the order of the node's day: those that only look come first, those that take away come last. */
export const groups: readonly Group[] = [
	{name: 'List containers', cases: list},
	{name: 'Logs', cases: logs},
	{name: 'Inspect', cases: inspect},
	{name: 'Run programs in containers', cases: exec},
	// Both sides give their containers the same names, and a name that docker has too is told as two.
	{name: 'Lines from guides and scripts', cases: wild, shared: true},
	{name: 'Files', cases: files},
	{name: 'Run containers', cases: run},
	{name: 'Start, stop, remove', cases: lifecycle},
	{name: 'System', cases: system},
	{name: 'Images', cases: images},
	{name: 'Registries', cases: registries, shared: true},
	{name: 'Refusals', cases: refusals},
	{name: 'Prune', cases: prune},
];
