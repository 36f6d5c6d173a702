/**
 * Publishing a review keeps its figures. They are made with nobody's rights: only goals that everybody may open are counted, so that
 * the same figures can be shown to everybody who opens them, now and later.
 */
import type { Difference } from '$lib/review/published.ts';
import type { Author, Decision } from '../app-state/decisions.ts';
import type { Published } from '../app-state/published-reviews.ts';
import { cubeOfEverybody } from '../cube/viewer-cube.ts';
import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import { differencesOf } from './differences.ts';
import { loadReviewFacts, type ReviewFacts } from './facts.ts';
import { canonical, hashOf } from './hash.ts';
import { reviewPlaceOf } from './review.ts';
import { writeReview } from './write.ts';

interface Content {
	readonly facts: ReviewFacts;
	readonly decisions: readonly Decision[];
}

/** @returns the id of what was published */
export async function publishReview(scope: Scope, author: Author): Promise<string> {
	const place = reviewPlaceOf(scope);
	const content = await contentFor(scope);
	const { day, lens } = content.facts;
	return getRuntime().publishedReviews.publish(
		place,
		{ day, lens, hash: hashOf(content), content: canonical(content) },
		author
	);
}

async function contentFor(scope: Scope): Promise<Content> {
	const runtime = getRuntime();
	const [facts, decisions] = await Promise.all([
		loadReviewFacts({ ...scope, cube: cubeOfEverybody(runtime) }),
		runtime.decisions.list(reviewPlaceOf(scope))
	]);
	return { facts, decisions };
}

/**
 * A published review as a document, with what would differ today.
 * @param scope of the same period, place, day and lens
 */
export async function openPublished(scope: Scope, published: Published) {
	const { timezone } = getRuntime();
	// The cast of this door: what was kept is what `publishReview` wrote, and its hash says that nobody changed it.
	const kept = JSON.parse(published.content) as Content;
	const today = await contentFor(scope);
	const write = ({ facts, decisions }: Content) =>
		writeReview({ facts, decisions, viewer: '', timezone });
	const document = write(kept);
	const differences: Difference[] = differencesOf(document, write(today));
	const areDecisionsSame = canonical(kept.decisions) === canonical(today.decisions);
	const isVersionSame = kept.facts.data.version === today.facts.data.version;
	return {
		document: { ...document, hash: published.hash },
		isIntact: hashOf(kept) === published.hash,
		differences,
		reasons: [
			...(isVersionSame ? [] : (['data'] as const)),
			...(isVersionSame && differences.length > 0 ? (['answers'] as const) : []),
			...(areDecisionsSame ? [] : (['decisions'] as const))
		]
	};
}
