declare const __VERSION__: string | undefined;

/** Version of this build; `source` when it runs unbundled, in the tests. */
export const ownVersion: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'source';
