import type {Key} from 'ink';
import {expect, it} from 'vitest';
import {keysOf} from '../../src/views/keys.ts';

const key = (...pressed: ReadonlyArray<keyof Key>) =>
	Object.fromEntries(pressed.map(name => [name, true])) as unknown as Key;

// biome-ignore format: a table
it.each<[string, Key, readonly string[]]>([
	['j',             key(),                     ['j']],
	['jjj',           key(),                     ['j', 'j', 'j']],
	['G',             key('shift'),              ['G']],
	[' ',             key(),                     ['space']],
	['a b',           key(),                     ['a', 'space', 'b']],
	['ps -a\r',       key(),                     ['p', 's', 'space', '-', 'a', 'enter']],
	['a\tb\n',        key(),                     ['a', 'tab', 'b', 'enter']],
	['a\u007f\b',     key(),                     ['a', 'backspace', 'backspace']],
	['日👍',          key(),                     ['日', '👍']],
	['\u0000\u001b',  key(),                     ['ctrl-space']],
	['space',         key('ctrl'),               ['ctrl-space']],
	['\u0015ab\u0018', key(),                    ['ctrl-u', 'a', 'b', 'ctrl-x']],
	['\u009b31m',     key(),                     ['3', '1', 'm']],
	['x\u202ey\u200b', key(),                    ['x', 'y']],
	['',              key('upArrow'),            ['up']],
	['',              key('downArrow'),          ['down']],
	['',              key('leftArrow'),          ['left']],
	['',              key('rightArrow'),         ['right']],
	['',              key('pageUp'),             ['pageup']],
	['',              key('pageDown'),           ['pagedown']],
	['',              key('home'),               ['home']],
	['',              key('end'),                ['end']],
	['\r',            key('return'),             ['enter']],
	['',              key('escape'),             ['esc']],
	['',              key('tab'),                ['tab']],
	['',              key('backspace'),          ['backspace']],
	['',              key('delete'),             ['delete']],
	['c',             key('ctrl'),               ['ctrl-c']],
	['',              key('ctrl'),               []],
	['x',             key('meta'),               []],
	['',              key(),                     []],
])('%j with %j: %j', (input, pressed, expected) => {
	expect(keysOf(input, pressed)).toEqual(expected);
});
