import type {Parsed} from './parse.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `--env NAME` without a value is that of the shell which runs docker, and nothing where it has none. Source: docker/cli opts/env.go. */
export function withOwnEnvironment(parsed: Parsed, environment: Environment | undefined): Parsed {
	const given = parsed.flags.get('env');
	if (environment === undefined || given === undefined) return parsed;
	const filled = given.flatMap(value => {
		if (value.includes('=')) return [value];
		const own = Object.hasOwn(environment, value) ? environment[value] : undefined;
		return own === undefined ? [] : [`${value}=${own}`];
	});
	const flags = new Map(parsed.flags);
	if (filled.length === 0) flags.delete('env');
	else flags.set('env', filled);
	return {...parsed, flags};
}
