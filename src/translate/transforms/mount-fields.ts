/** A value of `--mount`. */
export type MountFields = {
	readonly type: string;
	readonly source: string;
	readonly target: string | undefined;
	readonly readOnly: boolean;
	readonly fields: ReadonlyMap<string, string>;
};

/** `type=bind,source=/a,target=/b,readonly`, with docker's other names for them. */
export function mountFields(value: string): MountFields {
	const fields = new Map(value.split(',').map(splitField));
	return {
		type: fields.get('type') ?? 'volume',
		source: fields.get('source') ?? fields.get('src') ?? '',
		target: fields.get('target') ?? fields.get('dst') ?? fields.get('destination'),
		readOnly: /^(|true|1)$/.test(fields.get('readonly') ?? fields.get('ro') ?? 'no'),
		fields,
	};
}

function splitField(field: string): readonly [string, string] {
	const equals = field.indexOf('=');
	return equals < 0 ? [field.trim(), ''] : [field.slice(0, equals).trim(), field.slice(equals + 1)];
}
