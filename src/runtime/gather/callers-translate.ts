import type {DockerCaller, TranslatedCall} from '../../model/node-surroundings.ts';
import type {Known} from '../../translate/shell/known.ts';

const shells = /^#!\s*(?:\/usr\/bin\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?(?:ba|da|k|z|a)?sh\b/;

/** The docker commands of a text, each with what the translator makes of it; none of a text that is no shell's. */
export async function callsIn(text: string, kind: DockerCaller['kind']): Promise<readonly TranslatedCall[]> {
	if (kind === 'script' && text.startsWith('#!') && !shells.test(text)) return [];
	const [{rewriteScript}, {printCommand}, known] = await Promise.all([
		import('../../translate/shell/rewrite-script.ts'),
		import('../../translate/print.ts'),
		tables(),
	]);
	const answer = rewriteScript(text, known);
	if ('error' in answer) return [];
	return answer.translations.map(({docker, commands, findings}) => ({
		docker,
		becomes: commands.map(printCommand),
		lost: findings.filter(finding => finding.kind === 'lost').map(({message}) => message),
	}));
}

async function tables(): Promise<Known> {
	const {loadTables} = await import('../../translate/load.ts');
	return {tables: await loadTables(), versions: {}, options: {}};
}
