/** What is left to do, and what the figures mean and rest on. */
import { formatDay, formatInstant } from '$lib/format/dates.ts';
import { formatCount } from '$lib/format/numbers.ts';
import { streamName } from '$lib/data/names.ts';
import { m } from '$lib/paraglide/messages.js';
import type { Block, MeasureName, Section } from '$lib/review/document.ts';
import type { Decision } from '../../app-state/decisions.ts';
import type { ReviewFacts } from '../facts.ts';
import { heading, note, type Writing } from './blocks.ts';
import { measureWords } from './measure-words.ts';

/** @param later entered or changed since the review was published */
export function writeDecisions(
	decisions: readonly Decision[],
	later: readonly Decision[],
	timezone: string
): Section {
	const block = ({ id, text, by, at }: Decision): Block => ({
		kind: 'decision',
		id,
		text,
		by,
		at,
		source: `${by} · ${formatInstant(Date.parse(at), timezone)}`
	});
	return {
		id: 'decisions',
		title: m.review_decisions(),
		blocks: [
			...(decisions.length + later.length === 0 ? [note(m.review_decisions_none())] : []),
			...decisions.map(block),
			...(later.length === 0 ? [] : [heading(m.review_decisions_later()), ...later.map(block)])
		]
	};
}

/** The measures that a document speaks of, each once. */
export function writeAppendix(
	writing: Writing,
	{ sections, hash, viewer }: { sections: readonly Section[]; hash: string; viewer: string }
): Section {
	const { facts, timezone } = writing;
	return {
		id: 'appendix',
		title: m.review_appendix(),
		blocks: [
			heading(m.nav_data()),
			{
				kind: 'points',
				points: [
					{ name: m.scope_as_of(), text: formatDay(facts.day) },
					{
						name: m.lens_label(),
						text: facts.lens === 'today' ? m.lens_today_title() : m.lens_as_was_title()
					},
					{ name: m.freshness_read(), text: formatInstant(facts.data.loadedAt, timezone) },
					{ name: m.export_timezone(), text: timezone },
					{ name: m.freshness_coverage(), text: coverageWords(facts) },
					...(viewer === '' ? [] : [{ name: m.export_viewer(), text: viewer }]),
					{ name: m.export_version(), text: String(facts.data.version) },
					{ name: m.review_run(), text: facts.data.runId },
					{ name: m.review_hash(), text: hash }
				]
			},
			heading(m.review_definitions()),
			...measuresIn(sections).map(definitionBlock)
		]
	};
}

/** Of how many people something is known, and which sources are incomplete. */
export function coverageWords({ data }: ReviewFacts): string {
	const { answered, people } = data.answers;
	return [
		m.freshness_answers({ answered: formatCount(answered), people: formatCount(people) }),
		...(data.partialStreams.length === 0
			? []
			: [
					`${m.freshness_partial({ count: data.partialStreams.length })} (${data.partialStreams.map(streamName).join(' · ')})`
				]),
		...(data.leftOut === 0 ? [] : [m.left_out({ count: formatCount(data.leftOut) })])
	].join(' · ');
}

function measuresIn(sections: readonly Section[]): MeasureName[] {
	const found = sections.flatMap(({ blocks }) =>
		blocks.flatMap((block): MeasureName[] => {
			if (block.kind === 'sentence') return block.evidence.map(({ measure }) => measure);
			if (block.kind === 'figures') return block.figures.map(({ evidence }) => evidence.measure);
			return [];
		})
	);
	return [...new Set(found)];
}

function definitionBlock(measure: MeasureName): Block {
	const { title, description } = measureWords(measure);
	return { kind: 'definition', measure, name: title, text: description };
}
