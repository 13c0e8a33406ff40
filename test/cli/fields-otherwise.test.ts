import {expect, it} from 'vitest';
import {fieldsOtherwise} from '../../src/cli/fields-otherwise.ts';

// biome-ignore format: a table
it.each([
	['inspect -f {{.Config.Env}} web',                                 /HOSTNAME/],
	['inspect --format={{range.Config.Env}}{{.}}{{end}} web',          /HOSTNAME/],
	['container inspect --format {{.Config.Labels}} web',              /io\.kubernetes/],
	['inspect -f {{.Config.Labels.app}} web',                          undefined],
	['inspect -f {{.GraphDriver.Name}} web',                           /overlayfs/],
	['info -f {{.Driver}}',                                            /overlayfs/],
	['image inspect -f {{.Config.Env}} web:1',                         undefined],
	['inspect -f {{.State.Pid}} web',                                  undefined],
	['inspect web',                                                    '# of a pod its restart policy, health, log driver and networks are not among the fields: the pod says them\n'],
	['inspect --type=image web',                                       undefined],
	['inspect -f {{.Id}} web',                                         undefined],
	['port web',                                                       /IPv6/],
	['container port web 80',                                          /IPv6/],
	['ps -a --format {{.Names}}={{.Labels}}',                          /io\.kubernetes/],
	['container ls --format {{.Label}}',                               undefined],
	['images --format {{.ID}}={{.Size}}',                              /as they were pulled/],
	['images --format {{.ID}}',                                        undefined],
	['system info --format {{.Driver}}',                               /overlayfs/],
	['stats --no-stream web',                                          /crictl/],
	['stats --no-stream --format {{.Name}} web',                       undefined],
	['version',                                                        /blocks/],
	['version -f {{.Server.Version}}',                                 undefined],
	['system df',                                                      /volumes/],
])('docker %s', (line, expected) => {
	const said = fieldsOtherwise(['docker', ...line.split(' ')]);
	if (expected === undefined) expect(said).toBeUndefined();
	else expect(said).toMatch(expected);
});

it('one label by its name is the same', () => {
	expect(fieldsOtherwise(['docker', 'inspect', '-f', '{{index .Config.Labels "app"}}', 'web'])).toBeUndefined();
});
