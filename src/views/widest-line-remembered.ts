import widestLine from 'ink-stock-widest-line';
import {remember} from './remember.ts';

/** In the place of the package widest-line, which Ink asks at every frame for every line. */
export default remember(widestLine);
