/** Every table and chart of the pages that can be downloaded, by the name in the address: `/export/<name>.csv`. */
import type { Question } from '../question.ts';
import { alignmentQuestions } from './alignment.ts';
import { checkInQuestions } from './check-ins.ts';
import { confidenceQuestions } from './confidence.ts';
import { contributionQuestions } from './contributions.ts';
import { dataQuestions } from './data.ts';
import { departmentQuestions } from './departments.ts';
import { dependencyQuestions } from './dependencies.ts';
import { keyResultQuestions } from './key-results.ts';
import { objectiveQuestions } from './objectives.ts';
import { overviewQuestions } from './overview.ts';
import { personQuestions } from './people.ts';
import { stalledQuestions } from './stalled.ts';
import { transparencyQuestions } from './transparency.ts';

export const QUESTIONS: Readonly<Record<string, Question>> = {
	...overviewQuestions,
	...departmentQuestions,
	...contributionQuestions,
	...confidenceQuestions,
	...stalledQuestions,
	...alignmentQuestions,
	...dependencyQuestions,
	...transparencyQuestions,
	...checkInQuestions,
	...keyResultQuestions,
	...objectiveQuestions,
	...personQuestions,
	...dataQuestions
};
