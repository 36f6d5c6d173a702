import { describe, expect, it } from 'vitest';
import { holdsNeedle, mayHoldTerm, readTerms, TERM_KINDS } from './terms.ts';

const terms = readTerms();

describe('the terms of causes', () => {
	it('are normalised as check-ins are, whole words apart from parts of words', () => {
		const needles = new Map(terms.map(({ term, needle }) => [term, needle]));
		expect(needles.get('price war')).toBe(' price war ');
		expect(needles.get('đối thủ')).toBe(' đối thủ ');
		expect(needles.get('汇率')).toBe('汇率');
		// NFKC takes the Thai vowel sara am apart, in texts and here.
		expect(needles.get('กำลังคน')).toBe('กำลังคน'.normalize('NFKC'));
	});

	it.each(TERM_KINDS)('are there once each: %s', (kind) => {
		const found = terms.filter((row) => row.kind === kind && row.is_exception === 0);
		// Indonesian and Malay share words: a line that holds one states it once.
		expect(found.map(({ needle }) => needle).sort()).toEqual(
			[...new Set(found.map(({ needle }) => needle))].sort()
		);
		expect(found.length).toBeGreaterThan(70);
	});

	it('speak of one cause or of the other', () => {
		const kinds = Map.groupBy(
			terms.filter((row) => row.is_exception === 0),
			({ needle }) => needle
		);
		const both = [...kinds].filter(([, rows]) => new Set(rows.map(({ kind }) => kind)).size > 1);
		expect(both).toEqual([]);
	});

	it('are searched for by their longest word, and are patterns of themselves', () => {
		expect(terms.find(({ term }) => term === 'price war')?.word).toBe('price');
		expect(mayHoldTerm(terms)).toContain("'price'");
		expect(holdsNeedle(terms)).toContain("' price war '");
		expect(terms.filter(({ needle }) => !/^[\p{L}\p{M}\p{N} ]+$/u.test(needle))).toEqual([]);
	});

	it('have exceptions that hold a term, or they would except nothing', () => {
		const useless = terms.filter(
			(row) =>
				row.is_exception === 1 &&
				!terms.some(
					(other) =>
						other.is_exception === 0 &&
						other.kind === row.kind &&
						row.needle.includes(other.needle.trim())
				)
		);
		expect(useless).toEqual([]);
	});
});
