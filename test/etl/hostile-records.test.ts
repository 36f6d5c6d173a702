import { describe } from 'vitest';
import { hostileRecordTests } from './hostile-records.ts';

describe('of what DingTalk may answer', () => hostileRecordTests(1, 150));
