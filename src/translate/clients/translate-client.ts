import {quote} from '../../model/argv.ts';
import {sayAll} from '../finding.ts';
import type {Tables} from '../tables.ts';
import {type TranslateOptions, translate} from '../translate.ts';
import type {TranslateError, Translation} from '../types.ts';
import {settleVersions, type Versions} from '../version.ts';
import {type Client, type ClientTable, readClient} from './client.ts';

/** A line of podman or nerdctl in the terms of crictl and ctr: what of it is docker's as docker's, the rest by itself. */
export function translateClient(
	client: Client,
	words: readonly string[],
	tables: Tables & {readonly clients: Readonly<Record<Client, ClientTable>>},
	versions: Versions = {},
	options: TranslateOptions = {},
): Translation | TranslateError {
	const line = words.slice(1);
	const read = readClient(client, line, tables.clients[client]);
	if ('error' in read) return read;
	if (read.own !== undefined) {
		const {crictl, ctr} = settleVersions(versions);
		const findings = sayAll(read.findings, tables.sentences);
		return {docker: quote(words), commands: read.own, findings, for: {crictl, ctr}};
	}
	const answer = translate(['docker', ...line.slice(read.skip)], tables, versions, options);
	if ('error' in answer) return {...answer, error: `${client} is read as docker, and ${answer.error}`};
	const said = sayAll(read.findings, tables.sentences);
	return {...answer, docker: quote(words), findings: [...answer.findings, ...said]};
}
