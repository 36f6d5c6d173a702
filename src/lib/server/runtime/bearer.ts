/** Whose bearer token it is. Outside of the bundle, because it knows the secret of Cube's API. */
import { createHash } from 'node:crypto';
import { readToken, TokenError } from '../../../../cube/token.ts';
import type { ApiTokens } from '../app-state/api-tokens.ts';
import { TOKEN_SCOPES } from '../app-state/token-choices.ts';
import type { Members } from '../app-state/members.ts';
import type { Runtime } from './current.ts';

export function bearerReader(
	apiSecret: string,
	apiTokens: ApiTokens,
	members: Members
): Runtime['bearer'] {
	return async (token) => {
		const holder = await apiTokens.holderOf(token);
		if (holder !== null) {
			// Ends with the person's membership, like their sessions; nobody is known before the first sync.
			const name = await members.nameOf(holder.userId);
			const hasLeft = name === null && (await members.reads()) > 0;
			return hasLeft ? null : { ...holder, isAdmin: false, name: name ?? '' };
		}
		try {
			const { user_id, is_admin } = await readToken(apiSecret, token);
			const tokenId = createHash('sha256').update(token).digest('hex').slice(0, 16);
			const name = (await members.nameOf(user_id)) ?? '';
			return { userId: user_id, isAdmin: is_admin, name, scopes: TOKEN_SCOPES, tokenId };
		} catch (error) {
			if (error instanceof TokenError) return null;
			throw error;
		}
	};
}
