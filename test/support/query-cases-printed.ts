import {answersToAll} from './query-cases.ts';

console.log(JSON.stringify(await answersToAll()));
