/** Who may see what, every visitor at every address; and requests that nobody should make, fresh ones every time, and many. */
import { afterAll, beforeAll, describe } from 'vitest';
import { openPermissionProduct, type PermissionProduct } from '../support/permission-product.ts';
import { freshSeeds } from '../support/seeds.ts';
import { runsOf } from '../support/hostile-values.ts';
import { hostileAddressTests } from './hostile-addresses.ts';
import { hostileKeyTests } from './hostile-keys.ts';
import { hostileQuestionTests } from './hostile-questions.ts';
import { permissionMatrixTests } from './permission-matrix.ts';
import { permissionProgramTests } from './permission-programs.ts';

let product: PermissionProduct;
beforeAll(async () => {
	product = await openPermissionProduct();
});
afterAll(() => product?.close());

permissionMatrixTests(() => product, 1);
permissionProgramTests(() => product, 1);
describe.each(freshSeeds(2))('whatever is asked (seed %i)', (seed) => {
	const runs = runsOf(seed, 20);
	hostileAddressTests(() => product, runs);
	hostileQuestionTests(() => product, runs);
	hostileKeyTests(() => product, runs);
});
