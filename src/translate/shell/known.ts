import type {Tables} from '../tables.ts';
import type {TranslateOptions} from '../translate.ts';
import type {TranslateError} from '../types.ts';
import type {Versions} from '../version.ts';
import type {ContainersMade} from './containers-made.ts';

/** What the translation of a shell text needs beside the text. */
export type Known = {
	readonly tables: Tables;
	readonly versions: Versions;
	readonly options: TranslateOptions;
	/** What is made through ctr by the text, and by those around it. */
	readonly made?: ContainersMade;
	/** Names what was probably meant by a command or a flag that docker does not have. */
	suggest?(error: TranslateError): TranslateError;
};
