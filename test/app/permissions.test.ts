/** Who may see and do what, with and without every right, and what becomes of requests that nobody should make: one product for all. */
import { afterAll, beforeAll, describe } from 'vitest';
import { openPermissionProduct, type PermissionProduct } from '../support/permission-product.ts';
import { runsOf } from '../support/hostile-values.ts';
import { hostileAddressTests } from './hostile-addresses.ts';
import { hostileKeyTests } from './hostile-keys.ts';
import { hostileQuestionTests } from './hostile-questions.ts';
import { permissionFormTests } from './permission-forms.ts';
import { permissionMatrixTests } from './permission-matrix.ts';
import { permissionProgramTests } from './permission-programs.ts';
import { closedGoalTests } from './permission-unknown.ts';

let product: PermissionProduct;
beforeAll(async () => {
	product = await openPermissionProduct();
});
afterAll(() => product?.close());

const running = (): PermissionProduct => product;

closedGoalTests(running);
permissionMatrixTests(running, 48);
permissionProgramTests(running, 48);
permissionFormTests(running);
describe('whatever is asked', () => {
	const runs = runsOf(1, 1);
	hostileAddressTests(running, runs);
	hostileQuestionTests(running, runs);
	hostileKeyTests(running, runs);
});
