/** What reviewers enter into a review: decisions, answers of their own to missed key results, and that it is published. */
import { fail, redirect } from '@sveltejs/kit';
import { evidenceId, publishedHref, reviewAt, walkOf } from '$lib/review/link.ts';
import type { Author, DecisionProblem, Decisions, ReviewPlace } from '../app-state/decisions.ts';
import type { AnswerProblem, Diagnosis, DiagnosisReviews } from '../app-state/diagnosis-reviews.ts';
import { formOf } from '../form.ts';
import { isDiagnosed } from '../queries/period-diagnoses.ts';
import { refusalOf, type Refusal } from '../refusal.ts';
import { getRuntime } from '../runtime/current.ts';
import type { Scope } from '../scope.ts';
import { publishReview } from './publish.ts';
import { reviewPlaceOf } from './review.ts';
import { reviewer, type ReviewEvent } from './reviewer.ts';

/** What was entered and could not be kept, and why: the form has it again. */
export interface RefusedDecision extends Refusal<DecisionProblem> {
	/** Empty: a new one. */
	readonly id: string;
	readonly text: string;
}

export interface RefusedAnswer extends Refusal<AnswerProblem> {
	readonly keyResultId: string;
	readonly answer: string;
	readonly note: string;
}

/** SvelteKit takes a form from our own origin only. */
export const reviewActions = {
	decide: (event: ReviewEvent) =>
		decide(event, (decisions, place, form, author) =>
			decisions.add(place, text(form, 'text'), author)
		),
	change: (event: ReviewEvent) =>
		decide(event, (decisions, place, form, author) =>
			decisions.change(place, text(form, 'id'), text(form, 'text'), author)
		),
	remove: (event: ReviewEvent) =>
		decide(event, (decisions, place, form, author) =>
			decisions.remove(place, text(form, 'id'), author)
		),
	answer: (event: ReviewEvent) =>
		answer(event, (reviews, diagnosis, entered, { id }) => reviews.answer(diagnosis, entered, id)),
	withdraw: (event: ReviewEvent) =>
		answer(event, (reviews, diagnosis, _entered, { id }) => reviews.withdraw(diagnosis, id)),
	publish: async (event: ReviewEvent) => {
		const { scope, author } = await reviewer(event);
		const id = await publishReview(scope, author);
		redirect(303, publishedHref(scope.state, { id, day: scope.moment.day }));
	}
};

async function decide(
	event: ReviewEvent,
	make: (decisions: Decisions, place: ReviewPlace, form: FormData, author: Author) => Promise<void>
) {
	const form = await formOf(event);
	const { scope, author } = await reviewer(event);
	try {
		await make(getRuntime().decisions, reviewPlaceOf(scope), form, author);
	} catch (cause) {
		const { status, refusal } = refusalOf<DecisionProblem>(event, cause, 'review_decision');
		const entered = { id: text(form, 'id'), text: text(form, 'text') };
		const decision: RefusedDecision = { ...refusal, ...entered };
		return fail(status, { decision });
	}
	backTo('decisions', event, scope);
}

async function answer(
	event: ReviewEvent,
	make: (
		reviews: DiagnosisReviews,
		diagnosis: Diagnosis,
		entered: { readonly answer: string; readonly note: string },
		author: Author
	) => Promise<void>
) {
	const form = await formOf(event);
	const { scope, author } = await reviewer(event);
	const keyResultId = text(form, 'id');
	const entered = { answer: text(form, 'answer'), note: text(form, 'note') };
	const refuse = (status: 400 | 503, refusal: Refusal<AnswerProblem>) => {
		const answer: RefusedAnswer = { ...refusal, keyResultId, ...entered };
		return fail(status, { answer });
	};
	// Of another department, or closed to the reviewer: the same as none, because the difference would tell of it.
	if (!(await isDiagnosed(scope, keyResultId)))
		return refuse(400, { problem: 'unknown', errorId: null });
	const { periodId } = reviewPlaceOf(scope);
	try {
		await make(getRuntime().diagnosisReviews, { keyResultId, periodId }, entered, author);
	} catch (cause) {
		const { status, refusal } = refusalOf<AnswerProblem>(event, cause, 'diagnosis_review');
		return refuse(status, refusal);
	}
	backTo(evidenceId(keyResultId), event, scope);
}

/** To where the form stood, also on a walk. */
function backTo(place: string, { url }: ReviewEvent, { state }: Scope): never {
	redirect(303, `${reviewAt(state, walkOf(url.searchParams))}#${encodeURIComponent(place)}`);
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
