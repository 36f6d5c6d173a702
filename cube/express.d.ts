/** The little of Express that Cube's server is mounted with; the package has no types of its own. */
declare module 'express' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	export type Request = IncomingMessage;
	export type Response = ServerResponse;
	export type NextFunction = (error?: unknown) => void;
	export interface Express {
		(request: IncomingMessage, response: ServerResponse): void;
		disable(setting: string): void;
		use(...handlers: readonly (Handler | ErrorHandler)[]): void;
	}
	export type Handler = (request: Request, response: Response, next: NextFunction) => void;
	export type ErrorHandler = (
		error: unknown,
		request: Request,
		response: Response,
		next: NextFunction
	) => void;
	const express: {
		(): Express;
		/** @param limit bytes of a body */
		json(options: { readonly limit: number }): Handler;
	};
	export default express;
}
