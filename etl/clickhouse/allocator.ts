/**
 * To be imported before chDB, whose allocator (jemalloc) reads this once, when it is loaded. By itself it gives pieces of 64 MB and more
 * back to the system at once and all else after five seconds, and the next statement of a build asks for the same memory again, page by
 * page. `system.jemalloc_stats` says what holds.
 */
process.env['JE_MALLOC_CONF'] ??= 'oversize_threshold:0,dirty_decay_ms:15000,muzzy_decay_ms:15000';
