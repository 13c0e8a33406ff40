/** What a colour means; which colour that is, is the theme's business. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'quiet' | 'accent' | 'title' | WordTone;

/** Words that come from each other look the same. */
export type WordTone = (typeof wordTones)[number];

export const wordTones = ['word-1', 'word-2', 'word-3', 'word-4', 'word-5', 'word-6'] as const;
