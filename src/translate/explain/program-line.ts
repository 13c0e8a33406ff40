import {quoteWord} from '../../model/argv.ts';
import type {Meanings} from './meanings.ts';
import type {ReadLine, ReadWord} from './word.ts';

/** A line of a program whose grammar is not known: `systemctl restart docker`, `tar -cf - .`; word by word all the same. */
export function readProgramLine(words: readonly string[], {words: known}: Meanings): ReadLine {
	const [program = '', ...rest] = words;
	const name = program.replace(/^.*\//, '');
	const about = known.options[name] ?? {};
	const read: ReadWord[] = [
		{
			text: quoteWord(program),
			role: 'program',
			meaning: known.programs[name] ?? `the program ${name}`,
			flags: [],
			part: 1,
		},
	];
	const script = name === 'sh' ? rest.indexOf('-c') + 1 : 0;
	for (const [index, word] of rest.entries()) {
		const isScript = script > 0 && index === script;
		const isGiven = script > 0 && index > script;
		const isFlag = /^-./.test(word) && !isScript && !isGiven;
		const given = isGiven ? known.shell.given.replace('{n}', String(index - script - 1)) : undefined;
		const meaning = isScript
			? known.shell.script
			: (given ?? about[word.split('=')[0] ?? ''] ?? fallback(word, name, known));
		const flags = isFlag ? [word.replace(/^--?/, '').split('=')[0] ?? ''] : [];
		read.push({text: quoteWord(word), role: isFlag ? 'flag' : 'argument', meaning, flags, part: index + 2});
	}
	return {given: words, words: read};
}

function fallback(word: string, program: string, {shell}: Meanings['words']): string {
	if (word === '-') return shell.stream;
	if (word.startsWith('-')) return `an option of ${program}`;
	return word.startsWith('/') ? shell.path : `an argument of ${program}`;
}
