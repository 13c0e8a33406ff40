/** What a program of the node can be asked about; each changes for reasons of its own. Files are no subject: they are read. */
export const subjects = ['units', 'runtime', 'images', 'tasks', 'docker', 'node', 'pods', 'sandboxes'] as const;

export type Subject = (typeof subjects)[number];
