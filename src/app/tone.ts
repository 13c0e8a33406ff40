/** What a colour means; which colour that is, is the theme's business. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'quiet' | 'accent' | 'title';
