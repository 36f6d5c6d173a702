/**
 * Publishing a review keeps its figures. They are made with nobody's rights: only goals that everybody may open are counted, so that
 * the same figures can be shown to everybody who opens them, now and later.
 */
import { formatInstant } from '$lib/format/dates.ts';
import { formatCount } from '$lib/format/numbers.ts';
import { m } from '$lib/paraglide/messages.js';
import type { ReviewDocument } from '$lib/review/document.ts';
import { publishedHref } from '$lib/review/link.ts';
import type { Difference, DifferenceReason } from '$lib/review/published.ts';
import type { Author, Decision } from '../app-state/decisions.ts';
import type { Published } from '../app-state/published-reviews.ts';
import { cubeOfEverybody } from '../cube/viewer-cube.ts';
import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import type { Viewer } from '../view-as.ts';
import { viewerName } from '../viewer-name.ts';
import { compare } from './differences.ts';
import { loadReviewFacts, type ReviewFacts } from './facts.ts';
import { canonical, hashOf } from './hash.ts';
import { openToday } from './open-today.ts';
import { reviewPlaceOf } from './review.ts';
import { writeReview } from './write.ts';
import { stateOf } from './write/blocks.ts';

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

export interface OpenedReview {
	readonly document: ReviewDocument;
	readonly isIntact: boolean;
	readonly differences: readonly Difference[];
}

/** As it was kept, on its own day and along its own tree, whatever else the URL says. null: there is no such one. */
export async function findPublished(scope: Scope, id: string): Promise<Published | null> {
	const kept = await getRuntime().publishedReviews.open(reviewPlaceOf(scope), id);
	const isOfScope = kept?.day === scope.moment.day && kept.lens === scope.state.lens;
	return isOfScope ? kept : null;
}

/**
 * A published review as a document for one viewer, with what would differ today.
 * @param scope of the same period, place, day and lens; reads with the rights of the viewer
 */
export async function openPublished(
	scope: Scope,
	published: Published,
	viewer: Viewer
): Promise<OpenedReview> {
	const runtime = getRuntime();
	const { timezone } = runtime;
	// The cast of this door: what was kept is what `publishReview` wrote, and its hash says that nobody changed it.
	const kept = JSON.parse(published.content) as Content;
	if (published.reducedHash !== '') return openReduced(scope, published, kept, viewerName(viewer));
	const [today, own, everybody] = await Promise.all([
		contentFor(scope),
		openToday(scope, kept.facts),
		openToday({ cube: cubeOfEverybody(runtime) }, kept.facts)
	]);
	const later = since(kept.decisions, today.decisions);
	const name = viewerName(viewer);
	const written = writeReview({
		...kept,
		facts: own.facts,
		viewer: name,
		timezone,
		kept: { hash: published.hash, later, isLess: own.isLess }
	});
	const now = writeReview({ ...today, viewer: name, timezone });
	const reasons = reasonsOf(kept, today, everybody.isLess);
	const why = reasons.filter((one) => one !== 'decisions').map((one) => REASONS[one]());
	const { document, differences } = compare(written, now, why.join(' '));
	const isIntact = hashOf(kept) === published.hash;
	return {
		isIntact,
		differences,
		document: {
			...document,
			href: publishedHref(stateOf(kept.facts), published),
			published: [
				...publishedNotes(published, isIntact, timezone),
				...(own.isLess ? [m.review_left_out_now()] : []),
				differences.length === 0
					? m.review_same()
					: `${m.review_differs()}: ${formatCount(differences.length)}`,
				// Data that was read again and says the same is no news.
				...(differences.length === 0 ? [] : why),
				...(reasons.includes('decisions') ? [REASONS.decisions()] : [])
			]
		}
	};
}

/** Of a period that is not kept any more: without lists of goals, and with nothing of today to compare it with. */
async function openReduced(
	scope: Scope,
	published: Published,
	kept: Content,
	viewer: string
): Promise<OpenedReview> {
	const { decisions, timezone } = getRuntime();
	const later = since(kept.decisions, await decisions.list(reviewPlaceOf(scope)));
	const isIntact = hashOf(kept) === published.reducedHash;
	const document = writeReview({
		...kept,
		viewer,
		timezone,
		kept: { hash: published.hash, later, isLess: true }
	});
	return {
		isIntact,
		differences: [],
		document: {
			...document,
			href: publishedHref(stateOf(kept.facts), published),
			published: [...publishedNotes(published, isIntact, timezone), m.review_goals_removed()]
		}
	};
}

function since(kept: readonly Decision[], today: readonly Decision[]): Decision[] {
	return today.filter(({ id, text }) => !kept.some((one) => one.id === id && one.text === text));
}

function publishedNotes({ by, at }: Published, isIntact: boolean, timezone: string): string[] {
	const when = formatInstant(Date.parse(at), timezone);
	return [m.review_published_notice({ name: by, when }), ...(isIntact ? [] : [m.review_damaged()])];
}

const REASONS: Readonly<Record<DifferenceReason, () => string>> = {
	data: m.review_why_data,
	restricted: m.review_why_restricted,
	answers: m.review_why_answers,
	decisions: m.review_why_decisions
};

function reasonsOf(kept: Content, today: Content, isRestricted: boolean): DifferenceReason[] {
	const isVersionSame = kept.facts.data.version === today.facts.data.version;
	const areDecisionsSame = canonical(kept.decisions) === canonical(today.decisions);
	return [
		// Between two reads only the answers of reviewers change.
		isVersionSame ? 'answers' : 'data',
		...(isRestricted ? (['restricted'] as const) : []),
		...(areDecisionsSame ? [] : (['decisions'] as const))
	];
}
