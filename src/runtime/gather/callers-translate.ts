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
		becomes: commands.map(command => withVariables(printCommand(command), docker)),
		lost: findings.filter(finding => finding.kind === 'lost').map(({message}) => message),
	}));
}

async function tables(): Promise<Known> {
	const {loadTables} = await import('../../translate/load.ts');
	return {tables: await loadTables(), versions: {}, options: {}};
}

/**
 * A variable of the script, what it runs in brackets and the place of a word that comes later are that in the answer too: in
 * quotes of the other kind they would be their own names.
 */
function withVariables(line: string, docker: string): string {
	const named = line.replaceAll(/'\^\\\$((?:\\[{}]|\w)+)\$'\)/g, (asked, escaped: string) => {
		const variable = `$${escaped.replaceAll('\\', '')}`;
		return docker.includes(`'${variable}'`) ? asked : `"^${variable}\\$" | grep . || echo "${variable}")`;
	});
	return named
		.replaceAll(/'(\$(?:\w+|\{\w+\}|@))'/g, (word, variable: string) =>
			docker.includes(word) ? word : `"${variable}"`,
		)
		.replaceAll(/'(\{\}|\$\([^']*\))'/g, (word, inner: string) => {
			const quoted = `"${inner}"`;
			return docker.includes(word) ? word : docker.includes(quoted) ? quoted : inner;
		})
		.replaceAll(/ ''(?= |$)/g, word => (docker.includes("''") ? word : ''));
}
