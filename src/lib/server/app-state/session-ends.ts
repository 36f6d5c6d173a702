/** Which sessions were ended before their time: one that signed out, or all that a person had begun. */
import { z } from 'zod';
import { insertRows, selectRows, type Warehouse } from '../../../../etl/clickhouse/client.ts';

export interface SessionEnds {
	/** How often a person ended all their sessions. One that began under another number is over. */
	generation(userId: string): Promise<number>;
	isEnded(sessionId: string): Promise<boolean>;
	end(userId: string, sessionId: string): Promise<void>;
	endAll(userId: string): Promise<void>;
}

interface Known {
	readonly generations: ReadonlyMap<string, number>;
	readonly ended: ReadonlySet<string>;
}

/** Every request asks. Another process on the same server may have ended a session meanwhile: it holds there this much longer. */
const KEPT_FOR = 2_000;

const Row = z.object({ user_id: z.string(), session_id: z.string() });

/** @param longest days that a session lasts: of older ones nothing needs to be known */
export function createSessionEnds(
	warehouse: Warehouse,
	longest: number,
	now: () => number = () => performance.now()
): SessionEnds {
	let kept: { readonly askedAt: number; readonly known: Promise<Known> } | null = null;

	async function read(): Promise<Known> {
		const rows = await selectRows(
			warehouse,
			`SELECT user_id, session_id FROM app_session_ends
			WHERE session_id = '' OR ended_at > now64(3, 'UTC') - INTERVAL ${Math.ceil(longest)} DAY`,
			(row) => Row.parse(row)
		);
		const generations = new Map<string, number>();
		const ended = new Set<string>();
		for (const { user_id, session_id } of rows) {
			if (session_id !== '') ended.add(session_id);
			else generations.set(user_id, (generations.get(user_id) ?? 0) + 1);
		}
		return { generations, ended };
	}

	function known(): Promise<Known> {
		if (kept !== null && now() - kept.askedAt < KEPT_FOR) return kept.known;
		const asking = { askedAt: now(), known: read() };
		kept = asking;
		asking.known.catch(() => {
			if (kept === asking) kept = null;
		});
		return asking.known;
	}

	async function enter(userId: string, sessionId: string): Promise<void> {
		await insertRows(warehouse, 'app_session_ends', [
			{ user_id: userId, session_id: sessionId, ended_at: new Date() }
		]);
		kept = null;
	}

	return {
		generation: async (userId) => (await known()).generations.get(userId) ?? 0,
		isEnded: async (sessionId) => (await known()).ended.has(sessionId),
		end: enter,
		endAll: (userId) => enter(userId, '')
	};
}
