/** What nobody sends by accident: values and texts by which parsers, statements and pages break. */
import fc from 'fast-check';

/** Unicode that turns, hides, is half or has no end; what other languages take for code; and numbers that are none. */
export const HOSTILE_TEXTS: readonly string[] = [
	...['', ' ', '\u0000', '\ud800', '\udc00x', '\u202eabc', '\u200b', '\ufeff', 'ﬁ', 'İ', '👩‍👩‍👧‍👦'],
	...['a\u0301'.repeat(200), '\n', '\r\n', '\t', '\\', "'", '"', '`', ';', '--', '/*', '%', '%00'],
	...["' OR 1=1 --", "'); DROP TABLE core_runs; --", '{x:String}', '${1}', '{{1}}', '{CUBE}', '$&'],
	...[
		'<script>alert(1)</script>',
		']]>',
		'&amp;',
		'=1+1',
		'@SUM(A1)',
		'../../etc/passwd',
		'//evil'
	],
	...['javascript:alert(1)', 'http://127.0.0.1:1/', '__proto__', 'constructor', 'toString', 'null'],
	...['undefined', 'NaN', 'Infinity', '-0', '1e999', '0x10', '9'.repeat(400), '-1', '1.5', '１２'],
	...[
		'2026-02-30',
		'9999-12-31',
		'0000-00-00',
		'-271821-04-20',
		'x'.repeat(5_000),
		'٣',
		'true',
		'[]'
	]
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) }
);

const deep = (depth: number): unknown => {
	let value: unknown = 1;
	for (let level = 0; level < depth; level += 1) value = [value];
	return value;
};

/** As JSON can say them: what it writes as `1e999` is read as infinite. */
const HOSTILE_VALUES: readonly unknown[] = [
	...[
		null,
		true,
		false,
		0,
		-0,
		-1,
		1,
		0.1,
		1e21,
		1e308,
		-1e308,
		2 ** 53,
		2 ** 63,
		Infinity,
		1e-320
	],
	...[[], [[]], [null], {}, { a: {} }, deep(1_000)],
	...[
		'{"__proto__":{"isAdmin":true}}',
		'{"constructor":{"prototype":{"x":1}}}',
		'{"length":-1}'
	].map((json): unknown => JSON.parse(json))
];

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
	{ weight: 2, arbitrary: hostileText },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) }
);

/** How often a property is tried that shares a seed with others, from the count that is enough for every test run. */
export type Runs = (count: number) => { readonly seed: number; readonly numRuns: number };

/** @param times 1 in every test run; more in long ones */
export function runsOf(seed: number, times: number): Runs {
	// Making a failing case smaller asks a running product hundreds of times: only long runs do.
	return (count) => ({ seed, numRuns: count * times, endOnFailure: times === 1 });
}

type Path = readonly (string | number)[];

/** One change of a JSON value: where, and to what. */
export interface Change {
	/** Which of the places there are, as a share of them. */
	readonly place: number;
	readonly how: 'replace' | 'remove' | 'wrap' | 'repeat' | 'add' | 'quote';
	readonly value: unknown;
}

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
	fc.record({
		place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
		how: fc.constantFrom('replace', 'replace', 'remove', 'wrap', 'repeat', 'add', 'quote'),
		value: hostileValue
	}),
	{ minLength: 1, maxLength: 4 }
);

/** The value with the changes made, one after the other. */
export function changed(original: unknown, list: readonly Change[]): unknown {
	const holder = { value: structuredClone(original) };
	for (const change of list) {
		const paths = [...pathsOf(holder.value, ['value'])];
		const path = paths[Math.floor(change.place * paths.length)];
		// A copy: a value that is drawn twice would else stand inside of itself, and stay spoilt for every later record.
		if (path !== undefined)
			makeChange(holder, path, { ...change, value: structuredClone(change.value) });
	}
	return holder.value;
}

function makeChange(holder: object, path: Path, { how, value }: Change): void {
	const parent = path
		.slice(0, -1)
		.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], holder);
	const place = parent as Record<string | number, unknown>;
	const key = path.at(-1) ?? '';
	const before = place[key];
	if (how === 'remove') delete place[key];
	else if (how === 'wrap') place[key] = [before];
	else if (how === 'repeat') place[key] = [before, before];
	else if (how === 'quote') place[key] = JSON.stringify(before);
	else if (how === 'add' && typeof before === 'object' && before !== null)
		Object.defineProperty(before, '__proto__', { value, enumerable: true, configurable: true });
	else place[key] = value;
}

function* pathsOf(value: unknown, path: Path): Generator<Path> {
	yield path;
	// Nobody looks for a place deep inside of what is deep on purpose.
	if (typeof value !== 'object' || value === null || path.length > 12) return;
	for (const [key, inner] of Object.entries(value)) {
		if (key === '__proto__') continue;
		yield* pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
	}
}
