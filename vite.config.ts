import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { messageCompilerOptions } from './src/messages/compile.ts';
import { keptPluralRules } from './src/messages/kept-plurals.ts';
import { oneLanguagePerPage } from './src/messages/one-language.ts';
import { LongestFirst } from './test/longest-first.ts';

// Before workers start: as the bootstrap has it for the product (etl/bootstrap.mjs).
process.env['UV_THREADPOOL_SIZE'] ??= '16';
process.env['TZ'] ??= 'UTC';

export default defineConfig(({ mode }) => {
	const dashboard = () => [
		paraglideVitePlugin(messageCompilerOptions),
		oneLanguagePerPage(),
		keptPluralRules(),
		sveltekit()
	];
	const common = {
		pool: 'forks' as const,
		// Against what hangs: on a busy machine everything takes ten times as long.
		testTimeout: 400_000,
		hookTimeout: 400_000,
		// What is waited for comes when a busy machine comes to it.
		expect: { poll: { timeout: 30_000 } },
		// One more than CI has cores: a file often waits for a process that it started, or for time to pass.
		maxWorkers: 3
	};
	return {
		// Tests bring their own plugins: only those of the dashboard need SvelteKit.
		plugins: mode === 'test' ? [] : dashboard(),
		environments: {
			client: {
				build: {
					rolldownOptions: {
						output: {
							// What three pages share is one file instead of forty of a kilobyte, each with its own way to the server and back.
							codeSplitting: {
								groups: [{ name: 'shared', tags: ['$initial'], minShareCount: 3 }]
							}
						}
					}
				}
			}
		},
		build: {
			// A font inside a style sheet is one that everybody loads, and one that font-src refuses (svelte.config.js).
			assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined)
		},
		test: {
			sequence: { sequencer: LongestFirst },
			projects: [
				{
					plugins: dashboard(),
					test: {
						...common,
						name: 'dashboard',
						include: ['src/**/*.test.ts'],
						// Functions without a process of their own: what they import is loaded once.
						isolate: false,
						// Pictures to download read their colours from it; Vitest leaves other style sheets empty.
						css: { include: /tokens\.css/ }
					}
				},
				{
					test: {
						...common,
						name: 'unit',
						include: ['etl/**/*.test.ts', 'cube/**/*.test.ts', 'test/**/*.test.ts'],
						// As above: also the engine and Cube. Each file closes its engine before the next one opens its own.
						isolate: false
					}
				},
				{
					test: {
						...common,
						name: 'long',
						include: ['test/**/*.long.ts'],
						testTimeout: 3_600_000
					}
				},
				{
					test: {
						...common,
						name: 'e2e',
						include: ['test/e2e/*.e2e.ts'],
						globalSetup: 'test/e2e/shared-app.ts'
					}
				}
			]
		}
	};
});
