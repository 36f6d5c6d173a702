/**
 * The order of test files: those that take longest first, so that at the end no core waits for a long one that began last. Vitest
 * goes by the times of the run before, of which a fresh clone has none.
 */
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** By the seconds that they take beside others; every other file takes less than twenty. A name that is no more costs nothing. */
const LONGEST = [
	'etl/faults',
	'app/operations',
	'app/permissions',
	'model/random-truth',
	'app/pages-truth',
	'etl/versions',
	'model/truth',
	'etl/backup',
	'etl/forget',
	'etl/command-line',
	'etl/retention',
	'model/classic-truth',
	'etl/marts/update',
	'etl/shrink-and-rejects',
	'etl/unfinished-sync',
	'app/faults-engine',
	'etl/marts/rebuild',
	'model/access-truth',
	'app/faults',
	'etl/rebuild',
	'etl/events',
	'etl/report-loads',
	'model/attacks',
	'etl/schedules',
	'etl/reports-only',
	'model/search',
	'etl/weekly-reports',
	// Of the browser tests.
	'e2e/every-page',
	'e2e/overview',
	'e2e/review',
	'e2e/languages',
	'e2e/goals',
	'e2e/data',
	'e2e/sign-in',
	'e2e/alignment',
	'e2e/review-file',
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
