import {writeFile} from 'node:fs/promises';

const kinds = [
	name => `docker ps -a --filter name=${name}`,
	() => 'sudo docker rm $(docker ps -aq)',
	name => `docker logs --tail 100 ${name}`,
	() => 'docker ps -s | grep x',
	name => `docker exec ${name} sh -c "ls /"`,
	() => 'docker stop "$c" && docker rm "$c"',
	name => `ssh node1 'docker inspect ${name}'`,
	() => "docker images | awk '{print $3}'",
	name => `docker pull registry.example/${name}:1.25`,
	name => `docker build -t ${name} .`,
];

/** A script of docker lines of every kind, each other line for another container. */
export async function writeDockerLines(path, count) {
	const lines = Array.from({length: count}, (_, index) => kinds[index % kinds.length](`web-${index}`));
	await writeFile(path, `#!/bin/bash\n${lines.join('\n')}\n`);
	return path;
}
