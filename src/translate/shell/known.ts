import type {Tables} from '../tables.ts';
import type {TranslateOptions} from '../translate.ts';
import type {TranslateError} from '../types.ts';
import type {Versions} from '../version.ts';

/** What the translation of a shell text needs beside the text. */
export type Known = {
	readonly tables: Tables;
	readonly versions: Versions;
	readonly options: TranslateOptions;
	/** Names what was probably meant by a command or a flag that docker does not have. */
	suggest?(error: TranslateError): TranslateError;
};
