/**
 * To be imported before chDB, whose allocator (jemalloc) reads this once, when it is loaded. By itself it gives every piece of 8 MB and
 * more back to the system at once and all else after five seconds, and the next statement of a build asks for the same memory again,
 * page by page. With four arenas for each core it also holds more than it needs.
 */
import { availableParallelism } from 'node:os';

process.env['JE_MALLOC_CONF'] ??= [
	`narenas:${availableParallelism()}`,
	...['oversize_threshold:0', 'dirty_decay_ms:15000', 'muzzy_decay_ms:15000']
].join(',');
