import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv, type AnySchemaObject} from 'ajv';
import {Ajv2020, type ErrorObject} from 'ajv/dist/2020.js';

type Schema = {readonly items?: Schema; readonly properties?: Readonly<Record<string, Schema>>};

export function schemaNamed(name: string): Schema {
	return JSON.parse(readFileSync(join(import.meta.dirname, `../../data/schema/${name}.json`), 'utf8'));
}

/** What is wrong with a value, by the schema of that name; nothing where all is well. */
export function violations(name: string, value: unknown): readonly string[] {
	const isTime = (text: string) => new Date(text).toJSON() === text;
	const options = {allErrors: true, formats: {'date-time': isTime}};
	const schema = schemaNamed(name) as AnySchemaObject;
	const ajv = schema.$schema?.includes('draft-07') ? new Ajv(options) : new Ajv2020(options);
	const validate = ajv.compile(schema);
	validate(value);
	return (validate.errors ?? []).map(({instancePath, message}: ErrorObject) => `${instancePath} ${message}`);
}

/** Fields of a value that its schema does not name: allowed for a reader, but an oversight of ours. */
export function undeclared(schema: Schema, value: unknown, path = ''): readonly string[] {
	if (Array.isArray(value)) return value.flatMap(each => undeclared(schema.items ?? {}, each, `${path}[]`));
	if (typeof value !== 'object' || value === null || !schema.properties) return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		const own = schema.properties?.[name];
		return own ? undeclared(own, inner, `${path}.${name}`) : [`${path}.${name}`];
	});
}
