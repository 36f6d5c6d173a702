// @ts-check
import ts from 'typescript-eslint';
import base from '../eslint.config.js';

/**
 * Components linted with types (promises nobody waits for, `any`): part of `npm run test:long`, because TypeScript reads the whole
 * project again for each component, a minute and a half in all.
 */
export default ts.config(...base, {
	files: ['**/*.svelte'],
	languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
	rules: {
		...ts.configs.recommendedTypeCheckedOnly.at(-1)?.rules,
		'@typescript-eslint/require-await': 'off',
		'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
		'@typescript-eslint/switch-exhaustiveness-check': 'error'
	}
});
