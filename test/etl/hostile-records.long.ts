import { describe } from 'vitest';
import { freshSeeds } from '../support/seeds.ts';
import { hostileRecordTests } from './hostile-records.ts';

describe.each(freshSeeds(2))('of what DingTalk may answer', (seed) =>
	hostileRecordTests(seed, 3_000)
);
