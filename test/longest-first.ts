/**
 * The order of test files: those that take longest first, so that at the end no core waits for a long one that began last. Vitest
 * goes by the times of the run before, of which a fresh clone has none.
 */
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** By the seconds that they took in CI; every other file takes less than half a minute. A name that is no more costs nothing. */
const LONGEST = [
	'app/pages-truth',
	'etl/killed-sync',
	'etl/schedules',
	'model/truth',
	'app/operations',
	'app/faults-engine',
	'app/faults',
	'etl/faults',
	'model/random-truth',
	'etl/call-budget',
	'etl/backup',
	'etl/killed-restore',
	'etl/versions',
	'app/permissions',
	'app/closed-pages',
	'app/sign-in',
	'etl/shrink-and-rejects',
	'etl/command-line',
	'model/classic-truth',
	'etl/rebuild',
	'model/access-truth',
	'etl/marts/update',
	'etl/marts/rebuild',
	'etl/unfinished-sync',
	'etl/reports-only',
	'model/attacks',
	'etl/retention',
	'etl/events',
	'model/row-lists',
	'etl/company-life',
	'etl/reconciliation',
	'etl/classic-sync',
	'model/search',
	'etl/weekly-reports',
	'etl/full-sync',
	// Of the browser tests.
	'e2e/every-page',
	'e2e/data',
	'e2e/overview',
	'e2e/sign-in',
	'e2e/languages',
	'e2e/goals',
	'e2e/review',
	'e2e/alignment',
	'e2e/keyboard'
].map((name) => `/test/${name}.`);

export class LongestFirst implements TestSequencer {
	sort(files: TestSpecification[]): TestSpecification[] {
		const place = ({ moduleId }: TestSpecification): number => {
			const found = LONGEST.findIndex((name) => moduleId.includes(name));
			return found === -1 ? LONGEST.length : found;
		};
		return files.toSorted((a, b) => place(a) - place(b));
	}

	/** Nobody asks for a share of the files. */
	shard(files: TestSpecification[]): TestSpecification[] {
		return files;
	}
}
