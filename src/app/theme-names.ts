/** Looks to choose from; how they look is views/theme.ts. */
export const themeNames = ['dark', 'light', 'mono', 'colour-blind'] as const;

export type ThemeName = (typeof themeNames)[number];

/** A theme by its name, by other spellings of it too. */
export function findTheme(word: string): ThemeName | undefined {
	const wanted = word.toLowerCase();
	if (['color-blind', 'colorblind', 'colourblind', 'deuteranopia'].includes(wanted)) return 'colour-blind';
	if (['none', 'no-color', 'no-colour', 'monochrome'].includes(wanted)) return 'mono';
	return themeNames.find(name => name === wanted);
}
