import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** One direction of data: imports point upstream only. Messages say where the thing belongs. */
const UPSTREAM = {
	etl: ['**/cube/**', '**/src/**', '$lib', '$lib/**'],
	cube: ['**/src/**', '$lib', '$lib/**'],
	cubeFromEtl: [
		'**/etl/*',
		'!**/etl/config.ts',
		'!**/etl/clock.ts',
		'!**/etl/secrets.ts',
		'!**/etl/clickhouse'
	],
	src: ['**/etl/*', '!**/etl/config.ts', '!**/etl/clock.ts'],
	appState: ['**/etl/*', '!**/etl/config.ts', '!**/etl/clock.ts', '!**/etl/clickhouse']
};
const ENGINE = { group: ['chdb', 'chdb/*'], message: 'chDB is spoken in etl/clickhouse only.' };
const ECHARTS = {
	group: ['echarts', 'echarts/*'],
	message: 'ECharts is drawn in src/lib/charts only.'
};
const CUBE_SERVER = { group: ['@cubejs-backend/*'], message: 'Cube is run in cube/ only.' };
const CUBE_CLIENT = {
	group: ['@cubejs-client/*'],
	message: 'Cube is asked through src/lib/server/cube only.'
};

/** Where the server calls others. Each takes the host from the settings, or from a server that this process has started. */
const FETCHES = [
	'etl/dingtalk/client.ts',
	'etl/dingtalk/event-stream.ts',
	'etl/sandbox/test-client.ts',
	'cube/server.ts',
	'cube/external.ts',
	'cube/members-cli.ts',
	'src/lib/server/cube/forward.ts',
	'src/lib/server/runtime/report/report.ts',
	'src/lib/server/runtime/runtime.ts',
	'src/lib/server/runtime/warm-up.ts'
];

/**
 * @param {...{group: string[], message: string}} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
const restrict = (...patterns) => ({
	'no-restricted-imports': ['error', { patterns }]
});
/** @param {string[]} group @param {string} message */
const direction = (group, message) => ({ group, message });

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'data/',
			'src/lib/paraglide/',
			'cube/native/*.js',
			'cube/cubestore-stub/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'separate-type-imports' }
			],
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }
			],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'MemberExpression[object.name="process"][property.name="env"]',
					message: 'The environment is read in etl/config.ts only.'
				}
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: { ...globals.browser },
			parserOptions: { parser: ts.parser, svelteConfig }
		},
		rules: {
			// Links are made by src/lib/url-state/link.ts and the product has no base path.
			'svelte/no-navigation-without-resolve': 'off',
			// It takes the reason that stands behind an ignored code for further codes; svelte-check reports unused ones.
			'svelte/no-unused-svelte-ignore': 'off'
		}
	},
	{ files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
	{
		files: ['etl/**/*.ts'],
		rules: restrict(
			direction(UPSTREAM.etl, 'etl imports nothing from cube or src.'),
			ENGINE,
			ECHARTS,
			CUBE_SERVER,
			CUBE_CLIENT
		)
	},
	{
		files: ['etl/clickhouse/embedded.ts', 'etl/clickhouse/pool.ts'],
		rules: restrict(
			direction(UPSTREAM.etl, 'etl imports nothing from cube or src.'),
			ECHARTS,
			CUBE_SERVER,
			CUBE_CLIENT
		)
	},
	{
		files: ['cube/**/*.ts'],
		rules: restrict(
			direction(UPSTREAM.cube, 'cube imports nothing from src.'),
			direction(UPSTREAM.cubeFromEtl, 'cube imports only etl/clickhouse and the configuration.'),
			ENGINE,
			ECHARTS
		)
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		rules: restrict(
			direction(
				UPSTREAM.src,
				'src knows Cube and the configuration; only the runtime knows the ETL.'
			),
			ENGINE,
			ECHARTS,
			CUBE_SERVER,
			CUBE_CLIENT
		)
	},
	{
		files: ['src/lib/server/app-state/**/*.ts'],
		rules: restrict(
			direction(
				UPSTREAM.appState,
				'What users enter is kept in ClickHouse; nothing else of the ETL.'
			),
			ENGINE,
			ECHARTS,
			CUBE_SERVER,
			CUBE_CLIENT
		)
	},
	{
		files: ['src/lib/server/runtime/**/*.ts'],
		rules: restrict(ENGINE, ECHARTS, CUBE_SERVER, CUBE_CLIENT)
	},
	{ files: ['src/lib/charts/**'], rules: restrict(direction(UPSTREAM.src, 'Charts only draw.')) },
	{
		files: ['src/lib/server/cube/**'],
		rules: restrict(direction(UPSTREAM.src, 'The Cube client knows Cube.'), ENGINE, ECHARTS)
	},
	{
		// Whoever fetches decides where to: settings and this process itself, never a visitor.
		files: ['etl/**/*.ts', 'cube/**/*.ts', 'src/lib/server/**/*.ts', 'src/routes/**/*.ts'],
		ignores: [...FETCHES, '**/*.test.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				...['fetch', 'WebSocket', 'EventSource'].map((name) => ({
					name,
					message:
						'The server calls DingTalk, Cube and itself only, from the files named in FETCHES.'
				}))
			],
			'no-restricted-properties': [
				'error',
				...['http', 'https'].flatMap((object) =>
					['get', 'request'].map((property) => ({ object, property }))
				)
			]
		}
	},
	{
		files: ['etl/config.ts', 'etl/bootstrap.mjs', 'test/**/*.ts', '.ci/**', 'vite.config.ts'],
		rules: { 'no-restricted-syntax': 'off' }
	},
	{
		files: ['test/**/*.ts', '**/*.test.ts'],
		rules: { 'no-console': 'off', 'no-restricted-imports': 'off' }
	}
);
