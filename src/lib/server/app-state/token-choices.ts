/** What a token for programs can be made for. By itself, because pages know it, and nothing of the engine belongs into their bundle. */

/** `figures`: Cube's API; `files`: what can be downloaded. */
export const TOKEN_SCOPES = ['figures', 'files'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
/** Days that a token can be made for. */
export const TOKEN_LIVES = [30, 90, 365] as const;
