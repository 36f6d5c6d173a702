/**
 * How a command finds the running product and hands it its job. One process at a time can hold the embedded engine, so every
 * command that needs it is carried out by the product when that runs: a file in DATA_DIR (mode 0600) names a loopback port and
 * a one-time secret. The answer is a stream of JSON lines.
 */
import { z } from 'zod';

export const APP_FILE = 'app.json';

export const AppFile = z.object({
	pid: z.number().int().positive(),
	port: z.number().int().min(1).max(65_535),
	secret: z.string().min(32)
});
export type AppFile = z.infer<typeof AppFile>;

export const JobRequest = z.object({
	command: z.string(),
	args: z.array(z.string()),
	isTty: z.boolean()
});
export type JobRequest = z.infer<typeof JobRequest>;

export const JobEvent = z.union([
	z.object({ out: z.string() }),
	z.object({ err: z.string() }),
	z.object({ exit: z.number().int() })
]);
export type JobEvent = z.infer<typeof JobEvent>;
