import { engineering } from './engineering.ts';
import { finance } from './finance.ts';
import { manufacturing } from './manufacturing.ts';
import { marketing } from './marketing.ts';
import { people } from './people.ts';
import { sales } from './sales.ts';
import { service } from './service.ts';
import { strategy } from './strategy.ts';
import { supply } from './supply.ts';
import type { Field } from './phrases.ts';

/** The trades of the company's departments. */
export const fields = {
	engineering,
	finance,
	manufacturing,
	marketing,
	people,
	sales,
	service,
	strategy,
	supply
} satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;
