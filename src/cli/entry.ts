import {main} from './main.ts';

// No top-level await: with one pending, an uncaught exception would hang with a broken terminal.
void main();
