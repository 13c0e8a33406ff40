import type {Answers, Plan} from './acting/row-action.ts';
import type {Target} from './acting/target.ts';
import type {Verb} from './migration/door.ts';
import type {PreparedCommand} from './screen.ts';

/** What lies over a screen and takes the keys: one at a time. */
export type Overlay =
	| {
			readonly kind: 'help';
			readonly top: number;
			/** Only keys that have this in them. */
			readonly query?: string;
			readonly typing?: boolean;
	  }
	| {
			readonly kind: 'prompt';
			readonly purpose: 'command' | 'filter';
			readonly text: string;
			readonly cursor: number;
			/** Which of the earlier lines, or of those that Tab offers; 0 is the typed one. */
			readonly recalled: number;
			/** What was typed before lines were recalled. */
			readonly draft?: string;
			/** Lines that Tab goes through. */
			readonly offered?: readonly string[];
			readonly before: string;
	  }
	| {
			readonly kind: 'confirm';
			readonly title: string;
			/** The commands to the letter, or what it is about. */
			readonly lines: readonly string[];
			/** What they touch: on the screen however long the commands are. */
			readonly touches?: readonly string[];
			readonly prepared: readonly PreparedCommand[];
			/** First line on the screen, where there are more than fit. */
			readonly top?: number;
			/** What `y` leads to; without it the commands are run on a screen of their own. */
			readonly leads?: {readonly do: 'act'; readonly plan: Plan} | {readonly do: 'quit'};
	  }
	| {
			/** A walk over the node begins when the whole word `yes` is typed. */
			readonly kind: 'pledge';
			readonly verb: Verb;
			readonly title: string;
			/** What will be touched. */
			readonly lines: readonly string[];
			readonly text: string;
			readonly cursor: number;
			/** First line on the screen, where there are more than fit. */
			readonly top?: number;
			readonly wrong?: string;
	  }
	| {
			/** What can be done to the rows. */
			readonly kind: 'menu';
			readonly targets: readonly Target[];
			readonly index: number;
	  }
	| {
			/** A question of an action, answered by typing or by choosing. */
			readonly kind: 'ask';
			readonly action: string;
			readonly targets: readonly Target[];
			readonly answers: Answers;
			/** Which of the action's questions. */
			readonly question: number;
			readonly text: string;
			readonly cursor: number;
			/** The text was proposed and nothing was typed yet. */
			readonly proposed?: true;
			readonly wrong?: string;
	  };
