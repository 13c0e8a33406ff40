import type {MigrationFacts} from '../../migrate/facts.ts';
import {known} from '../../model/node-snapshot.ts';

export const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** As the cluster sees it: `containerd://1.7.24`. */
export const runtimeOf = ({snapshot}: MigrationFacts) => known(snapshot.node)?.runtimeVersion;
