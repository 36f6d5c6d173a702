/**
 * The order of test files: those that take longest first, so that at the end no core waits for a long one that began last. Vitest
 * goes by the times of the run before, of which a fresh clone has none.
 */
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** By the seconds of CPU that they took; every other file takes less. A name that is no more costs nothing. */
const LONGEST = [
	'app/pages-truth',
	'model/truth',
	'app/operations',
	'model/access-truth',
	'etl/schedules',
	'etl/killed-sync',
	'model/random-truth',
	'etl/faults',
	'etl/backup',
	'etl/shrink-and-rejects',
	'etl/versions',
	'etl/killed-restore',
	'etl/company-life',
	'etl/reconciliation',
	'model/attacks',
	'etl/marts/rebuild',
	'etl/events',
	'etl/unfinished-sync',
	'etl/weekly-reports',
	'model/search',
	'etl/full-sync',
	// Of the browser tests.
	'e2e/data',
	'e2e/every-page',
	'e2e/languages',
	'e2e/overview',
	'e2e/sign-in'
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
