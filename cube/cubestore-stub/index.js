'use strict';
// Only these two names are imported by Cube's server packages; without Cube Store the first one settles it.
exports.isCubeStoreSupported = () => false;
exports.CubeStoreHandler = class CubeStoreHandler {
	constructor() {
		throw new Error(
			'Cube Store is not part of this product: CUBEJS_CACHE_AND_QUEUE_DRIVER must be "memory".'
		);
	}
};
