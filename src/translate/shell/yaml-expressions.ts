/** A shell's text of a CI: what it puts in before the shell reads it, `${{ github.sha }}`, are variables meanwhile. */
export type ExpressionsOut = {readonly text: string; readonly expressions: readonly string[]};

const expression = /\$\{\{[^\n]*?\}\}/g;

export function expressionsOut(source: string): ExpressionsOut {
	const expressions: string[] = [];
	const text = source.replaceAll(expression, all => {
		const known = expressions.indexOf(all);
		if (known < 0) expressions.push(all);
		return `\${ci_expression_${known < 0 ? expressions.length - 1 : known}}`;
	});
	return {text, expressions};
}

export function expressionsBack(text: string, {expressions}: ExpressionsOut, asJson = false): string {
	return text.replaceAll(/\$\{ci_expression_(\d+)\}/g, (_all, index) => {
		const shown = expressions[Number(index)] ?? '';
		return asJson ? JSON.stringify(shown).slice(1, -1) : shown;
	});
}
