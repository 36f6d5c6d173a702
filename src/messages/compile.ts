/**
 * Messages -> typed functions in src/lib/paraglide (not in git). Vite compiles on its own; type checks and other tools run
 * `node src/messages/compile.ts` first.
 */
import { compile, type CompilerOptions } from '@inlang/paraglide-js';

/**
 * Which language a request gets: `?lang=` of the URL (a shared link keeps its language), then the visitor's choice, then the
 * browser's languages, then English. One structure for development and production, so that neither rewrites the other's.
 */
export const messageCompilerOptions: CompilerOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	outputStructure: 'locale-modules',
	strategy: ['custom-url', 'cookie', 'preferredLanguage', 'baseLocale'],
	cookieName: 'lang',
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
	emitGitIgnore: false,
	emitPrettierIgnore: false,
	emitReadme: false
};

if (import.meta.main) await compile({ ...messageCompilerOptions, cleanOutdir: true });
