// @ts-check
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Components: their templates and runes. Everything else, and what a script may import, is in oxlint.config.ts. */
export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'data/', 'src/lib/paraglide/'] },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		extends: [js.configs.recommended, ...ts.configs.recommended, ...svelte.configs.recommended],
		languageOptions: {
			globals: { ...globals.browser },
			parserOptions: { parser: ts.parser, svelteConfig }
		},
		rules: {
			'no-undef': 'off',
			// Of what $props() gives, one name is written and another is not.
			'prefer-const': 'off',
			'no-console': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }
			],
			// Links are made by src/lib/url-state/link.ts and the product has no base path.
			'svelte/no-navigation-without-resolve': 'off',
			// It takes the reason that stands behind an ignored code for further codes; svelte-check reports unused ones.
			'svelte/no-unused-svelte-ignore': 'off'
		}
	}
);
