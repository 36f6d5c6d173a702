import { defineConfig } from 'oxlint';
import type { OxlintOverride } from 'oxlint';

/** One direction of data: imports point upstream only. Messages say where the thing belongs. */
const UPSTREAM = {
	etl: ['**/cube/**', '**/src/**', '$lib', '$lib/**'],
	cube: ['**/src/**', '$lib', '$lib/**'],
	cubeFromEtl: [
		'**/etl/**',
		'!**/etl/config.ts',
		'!**/etl/clock.ts',
		'!**/etl/secrets.ts',
		'!**/etl/clickhouse/**'
	],
	src: ['**/etl/**', '!**/etl/config.ts', '!**/etl/clock.ts'],
	appState: ['**/etl/**', '!**/etl/config.ts', '!**/etl/clock.ts', '!**/etl/clickhouse/**']
};
const ENGINE = direction(['chdb', 'chdb/*'], 'chDB is spoken in etl/clickhouse only.');
const ECHARTS = direction(['echarts', 'echarts/*'], 'ECharts is drawn in src/lib/charts only.');
const CUBE_SERVER = direction(['@cubejs-backend/*'], 'Cube is run in cube/ only.');
const CUBE_CLIENT = direction(
	['@cubejs-client/*'],
	'Cube is asked through src/lib/server/cube only.'
);

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

/** Later entries replace what earlier ones say of the same file. */
const IMPORTS: OxlintOverride[] = [
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
		files: ['src/**/*.{ts,svelte}'],
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
		files: ['test/**/*.ts', '**/*.test.ts'],
		rules: { 'no-restricted-imports': 'off' }
	}
];

/**
 * What ESLint and typescript-eslint recommend with types, and our own rules, for TypeScript, JavaScript and the scripts of
 * components. Templates are ESLint's (eslint.config.js): it took ten times as long for all of this.
 */
export default defineConfig({
	plugins: ['typescript', 'node'],
	categories: { correctness: 'error' },
	options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
	ignorePatterns: [
		'build/',
		'.svelte-kit/',
		'data/',
		'src/lib/paraglide/',
		'cube/native/*.js',
		'cube/cubestore-stub/'
	],
	rules: {
		eqeqeq: ['error', 'always', { null: 'ignore' }],
		'no-array-constructor': 'error',
		'no-case-declarations': 'error',
		'no-console': 'error',
		'no-empty': 'error',
		'no-fallthrough': 'error',
		'no-implied-eval': 'error',
		'no-prototype-builtins': 'error',
		'no-regex-spaces': 'error',
		'no-unexpected-multiline': 'error',
		'no-unused-vars': [
			'error',
			{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }
		],
		'no-useless-assignment': 'error',
		'no-var': 'error',
		'prefer-const': 'error',
		'prefer-rest-params': 'error',
		'prefer-spread': 'error',
		'preserve-caught-error': 'error',
		// The environment is read in etl/config.ts only.
		'node/no-process-env': 'error',
		'typescript/ban-ts-comment': 'error',
		'typescript/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
		'typescript/no-empty-object-type': 'error',
		'typescript/no-explicit-any': 'error',
		'typescript/no-misused-promises': 'error',
		// Code points are what a spread of a text is for.
		'typescript/no-misused-spread': 'off',
		'typescript/no-namespace': 'error',
		'typescript/no-non-null-assertion': 'error',
		'typescript/no-require-imports': 'error',
		'typescript/no-unnecessary-type-assertion': 'error',
		'typescript/no-unnecessary-type-constraint': 'error',
		'typescript/no-unsafe-argument': 'error',
		'typescript/no-unsafe-assignment': 'error',
		'typescript/no-unsafe-call': 'error',
		'typescript/no-unsafe-enum-comparison': 'error',
		'typescript/no-unsafe-function-type': 'error',
		'typescript/no-unsafe-member-access': 'error',
		'typescript/no-unsafe-return': 'error',
		'typescript/only-throw-error': 'error',
		'typescript/prefer-promise-reject-errors': 'error',
		'typescript/require-array-sort-compare': 'off',
		'typescript/restrict-plus-operands': 'error',
		'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
		'typescript/switch-exhaustiveness-check': 'error'
	},
	overrides: [
		...IMPORTS,
		{
			// Whoever fetches decides where to: settings and this process itself, never a visitor.
			files: ['etl/**/*.ts', 'cube/**/*.ts', 'src/lib/server/**/*.ts', 'src/routes/**/*.ts'],
			excludeFiles: [...FETCHES, '**/*.test.ts'],
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
			files: [
				'etl/config.ts',
				'etl/bootstrap.mjs',
				'etl/clickhouse/allocator.ts',
				'test/**/*.ts',
				'.ci/**',
				'vite.config.ts'
			],
			rules: { 'node/no-process-env': 'off' }
		},
		{ files: ['test/**/*.ts', '**/*.test.ts'], rules: { 'no-console': 'off' } },
		{
			files: ['**/*.js', '**/*.mjs'],
			rules: {
				'typescript/no-unsafe-argument': 'off',
				'typescript/no-unsafe-assignment': 'off',
				'typescript/no-unsafe-call': 'off',
				'typescript/no-unsafe-member-access': 'off',
				'typescript/no-unsafe-return': 'off'
			}
		}
	]
});

function restrict(...patterns: { group: string[]; message: string }[]): OxlintOverride['rules'] {
	return { 'no-restricted-imports': ['error', { patterns }] };
}

function direction(group: string[], message: string): { group: string[]; message: string } {
	return { group, message };
}
