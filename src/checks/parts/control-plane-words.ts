import type {Setting} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {at, deleteLine, replaceInLine} from '../fixes.ts';

/** How programs of the control plane say that one word of a list is not theirs. Source: kube-apiserver 1.20 to 1.34. */
const refused =
	/is unknown|unknown api (groups|versions)|unrecognized feature gate|not supported or doesn't exist|no such plugin|not in the list of known|is not a valid (authorization )?mode|locked to/;

/** Flags that take a list: `--enable-admission-plugins=A,B`, `--feature-gates=A=true,B=false`. */
const lists =
	/^--(enable-admission-plugins|disable-admission-plugins|admission-control|authorization-mode|runtime-config|feature-gates|tls-cipher-suites|cipher-suites|controllers|enable-aggregator-routing|api-audiences)$/;

/** One word of a list of a flag at which a static pod ended, said by its own last words. */
export function refusedWords(pods: readonly StaticPod[], isDown: (pod: StaticPod) => boolean): readonly Outcome[] {
	return pods.filter(isDown).flatMap(({name, flags, log}) => {
		const said = log.findLast(line => refused.test(line));
		if (said === undefined) return [];
		const found = flags.filter(flag => lists.test(flag.name)).flatMap(flag => wordIn(flag, said));
		const [first] = found;
		if (first === undefined || found.length > 1) return [];
		const {flag, word, left} = first;
		return [
			fatal(`${name} does not know ${word}, which stands behind ${flag.name}: it ends at once, again and again`, {
				evidence: [at(flag), {source: `log of ${name}`, text: said.slice(0, 300)}],
				fix: [left === '' ? deleteLine(flag.path, flag.line) : replaceInLine(flag.path, flag.line, flag.value, left)],
			}),
		];
	});
}

function wordIn(flag: Setting, said: string) {
	const words = flag.value.split(',');
	const isSaid = (word: string) => {
		const bare = word.replace(/^[+-]/, '').replace(/=.*$/, '');
		const place = said.indexOf(bare);
		if (bare.length < 3 || place < 0) return false;
		return !/[\w/-]/.test(said[place - 1] ?? ' ') && !/[\w/-]/.test(said[place + bare.length] ?? ' ');
	};
	const [word, ...more] = words.filter(isSaid);
	if (word === undefined || more.length > 0) return [];
	return [{flag, word, left: words.filter(each => each !== word).join(',')}];
}
