import {spawn} from 'node:child_process';

// The least that can show an answer of crictl with Ink: one question on its way before Ink is loaded, one line of text.
const child = spawn('crictl', ['pods', '--output', 'json'], {stdio: ['ignore', 'pipe', 'ignore']});
let bytes = 0;
child.stdout.on('data', chunk => {
	bytes += chunk.length;
});
const answered = new Promise(resolve => child.on('close', resolve));

async function main() {
	const [{render, Text}] = await Promise.all([import('ink'), answered]);
	render(<Text>{`READY ${bytes}`}</Text>, {alternateScreen: true, incrementalRendering: true, interactive: true});
	setInterval(() => {}, 1000);
}

void main();
