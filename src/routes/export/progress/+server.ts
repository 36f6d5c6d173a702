import { json } from '@sveltejs/kit';
import { placeOf } from '$lib/server/review/file-progress.ts';
import type { RequestHandler } from './$types';

/** How many files are made before the one that was ordered under this name; null: none is under way. */
export const GET: RequestHandler = ({ url }) =>
	json(
		{ place: placeOf(url.searchParams.get('job') ?? '') },
		{ headers: { 'cache-control': 'no-store' } }
	);
