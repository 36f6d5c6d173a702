/** The little of `compression` that pages are sent with; its published types bring all of Express's. */
declare module 'compression' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	type Filter = (request: IncomingMessage, response: ServerResponse) => boolean;
	function compression(options: {
		readonly filter: Filter;
	}): (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
	namespace compression {
		/** By the content type. */
		const filter: Filter;
	}
	export default compression;
}
