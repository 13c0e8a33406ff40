import type {ConfigFile} from '../../model/node-snapshot.ts';
import type {Evidence, Fix} from '../check.ts';
import {at, lineAt} from '../fixes.ts';

export type Data = Readonly<Record<string, unknown>>;
export type Config = ConfigFile & {readonly data?: Data};

/** What is wrong: a file that is put right, and what else is to be done. */
export type Problem = {
	readonly says: string;
	readonly evidence: readonly Evidence[];
	readonly mend?: (data: Data) => Data;
	readonly fix?: readonly Fix[];
};

export function without(data: Data, name: string, more: Data = {}): Data {
	return {...Object.fromEntries(Object.entries(data).filter(([key]) => key !== name)), ...more};
}

export function evidenceOf(config: Config, name: string) {
	const setting = config.settings.find(each => each.name === name);
	return [setting ? at(setting) : lineAt(config.path, config.text, 1)];
}
