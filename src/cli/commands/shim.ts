import {join, resolve} from 'node:path';
import type {Reader} from '../../host/host.ts';
import {isShim} from '../../model/shim.ts';
import {plainText} from '../../model/text.ts';
import type {CliCommand, Context} from '../context.ts';
import {shimScript} from '../shim-script.ts';

const defaultFolder = '/usr/local/bin';

const help = `rtconsole shim install [DIR]
rtconsole shim remove [DIR]

Write (or take away) DIR/docker, a script that calls rtconsole docker "$@"; DIR is ${defaultFolder} where none is given.
Whatever else is called docker there is never touched: what was seen is said, exit code 1.`;

export const shimCommand: CliCommand = {
	name: 'shim',
	summary: 'a docker on PATH that calls rtconsole docker; never in place of a real one',
	help,
	async run(args, context) {
		const [verb, given, extra] = args;
		if ((verb !== 'install' && verb !== 'remove') || extra !== undefined || given?.startsWith('-')) {
			const wrong = verb === 'install' || verb === 'remove' ? (extra ?? given) : verb;
			const why = wrong === undefined ? 'install or remove?' : `unexpected argument '${plainText(wrong)}'`;
			context.printError(`rtconsole shim: ${why}; see rtconsole shim --help\n`);
			return 2;
		}
		const folder = resolve(given ?? defaultFolder);
		return verb === 'install' ? install(folder, context) : remove(folder, context);
	},
};

async function install(folder: string, context: Context): Promise<number> {
	const host = await context.openHost();
	const path = join(folder, 'docker');
	if ((await host.kindOf(folder)) !== 'directory') return refuse(`${folder} is no directory`, context);
	const found = await lookAt(host, folder);
	if (found !== 'shim' && found !== undefined) return refuse(`${path} is ${found}: not overwritten`, context);
	if (context.executable === undefined) throw new Error('it is not known what was started');
	await host.writeText(path, shimScript(context.executable), 0o755);
	context.print(
		`${path} ${found === 'shim' ? 'renewed' : 'written'}: it calls ${context.executable.join(' ')} docker\n`,
	);
	const real = await host.findProgram('docker');
	if (real !== undefined)
		context.print(`docker itself is here too, ${real}: command -v docker tells which one answers\n`);
	return 0;
}

async function remove(folder: string, context: Context): Promise<number> {
	const host = await context.openHost();
	const path = join(folder, 'docker');
	const found = await lookAt(host, folder);
	if (found === undefined) {
		context.print(`${path} does not exist\n`);
		return 0;
	}
	if (found !== 'shim') return refuse(`${path} is ${found}, not the shim of rtconsole: not removed`, context);
	await host.writeText(path, undefined);
	context.print(`${path} removed\n`);
	return 0;
}

/** What is called docker there, in words; undefined where nothing is. */
async function lookAt(host: Reader, folder: string): Promise<string | undefined> {
	const path = join(folder, 'docker');
	const kind = await host.kindOf(path);
	if (kind === undefined) return (await host.listNames(folder)).includes('docker') ? 'a link to nothing' : undefined;
	if (kind !== 'file') return kind === 'other' ? 'no file' : `a ${kind}`;
	const text = (await host.readText(path)) ?? '';
	if (isShim(text)) return 'shim';
	if (text.startsWith('\x7fELF')) return 'a program (ELF)';
	const [first = ''] = text.slice(0, 200).split('\n');
	return first === '' ? 'a file of another kind' : `a file that begins with '${plainText(first)}'`;
}

function refuse(because: string, context: Context): number {
	context.printError(`rtconsole: ${because}\n`);
	return 1;
}
