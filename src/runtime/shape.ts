/**
 * Narrow readers of JSON from a tool. Each takes a value of unknown shape and gives a known one, or throws with the
 * place where the shape differs. `null` counts as absent: encoders of different versions write one or leave it out.
 */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, where: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(where, 'an object', value);
	return value as Fields;
}

/** A list of objects; absent counts as empty. */
export function listOf(value: unknown, where: string): readonly Fields[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw mismatch(where, 'a list', value);
	return value.map((item, index) => fieldsOf(item, `${where}[${index}]`));
}

/** An object that may be absent. */
export function optionalFields(value: unknown, where: string): Fields {
	return value === undefined || value === null ? {} : fieldsOf(value, where);
}

export function textOf(value: unknown, where: string): string {
	if (typeof value !== 'string') throw mismatch(where, 'a string', value);
	return value;
}

/** A string that says something: absent, null and '' are undefined. */
export function optionalText(value: unknown, where: string): string | undefined {
	return value === undefined || value === null ? undefined : textOf(value, where) || undefined;
}

export function textsOf(value: unknown, where: string): readonly string[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw mismatch(where, 'a list', value);
	return value.map((item, index) => textOf(item, `${where}[${index}]`));
}

/** A number, or a number written as a string (int64 in protobuf's JSON). */
export function numberOf(value: unknown, where: string): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) throw mismatch(where, 'a number', value);
	return number;
}

export function optionalNumber(value: unknown, where: string): number | undefined {
	return value === undefined || value === null || value === '' ? undefined : numberOf(value, where);
}

/** Labels or annotations; absent counts as none. */
export function mapOf(value: unknown, where: string): Readonly<Record<string, string>> {
	const fields = optionalFields(value, where);
	for (const key of Object.keys(fields)) textOf(fields[key], `${where}.${key}`);
	return fields as Readonly<Record<string, string>>;
}

function mismatch(where: string, expected: string, value: unknown): Error {
	return new Error(`${where} should be ${expected}, is ${value === undefined ? 'absent' : typeName(value)}`);
}

function typeName(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
