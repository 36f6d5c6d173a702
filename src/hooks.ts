import type { Reroute } from '@sveltejs/kit';
import { isWall } from '$lib/wall/scenes.ts';

/** `?wall` shows the pages that a wall screen rotates in a frame of their own (design.md). The address stays. */
export const reroute: Reroute = ({ url }) => (isWall(url) ? '/wall' : undefined);
