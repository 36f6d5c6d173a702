/**
 * Works on items a few at a time, in order of start. After a failure no further one starts; those in flight are waited for, so
 * that nothing goes on in the background when it throws.
 * @throws the first failure, or the signal's reason
 */
export async function concurrently<T>(
	items: readonly T[],
	limit: number,
	signal: AbortSignal | undefined,
	work: (item: T) => Promise<void>
): Promise<void> {
	let next = 0;
	let failure: { readonly error: unknown } | null = null;

	async function worker(): Promise<void> {
		while (failure === null && next < items.length) {
			const index = next;
			next += 1;
			const item = items[index];
			if (item === undefined) continue;
			try {
				signal?.throwIfAborted();
				await work(item);
			} catch (error) {
				failure ??= { error };
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	// TypeScript does not see that a worker may have set it.
	const failed: { readonly error: unknown } | null = failure;
	if (failed !== null) throw (failed as { error: unknown }).error;
}
