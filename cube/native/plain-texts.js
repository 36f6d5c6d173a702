'use strict';
/**
 * Cube gives every text of a YAML model, titles and descriptions too, to a parser of Python, which takes 3 of the 6 seconds of a
 * start. Nearly all of them are words around references such as `{CUBE}` or `{labels.title}`: those are read here, to the same
 * syntax tree that Cube's parser makes of them (schema-compiler, src/parser/PythonParser.ts, String_templateContext).
 */
const { createRequire } = require('node:module');

const PARSER = '@cubejs-backend/schema-compiler/dist/src/parser/PythonParser.js';
const { PythonParser } = require(PARSER);
/** Cube's own copy. */
const t = createRequire(require.resolve(PARSER))('@babel/types');

/** An f-string without escapes, of characters and dotted names. `$` and backticks mean something in JavaScript. */
const PLAIN = /^f"((?:[^{}\\"`$\r\n]|\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\})+)"$/;
const NAMES = /\{([\w.]+)\}/g;
/** https://docs.python.org/3/reference/lexical_analysis.html#keywords */
const KEYWORDS = new Set(
	(
		'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
		'import in is lambda nonlocal not or pass print exec raise return try while with yield'
	).split(' ')
);

/**
 * @param {string} code an f-string of Python, as Cube makes it of a text
 * @returns the program that it is in JavaScript; null: only the parser knows
 */
function readPlainText(code) {
	const text = PLAIN.exec(code)?.[1];
	if (text === undefined) return null;
	const quasis = [];
	const expressions = [];
	let end = 0;
	for (const { 0: reference, 1: path, index } of text.matchAll(NAMES)) {
		const [first, ...rest] = path.split('.');
		// Two in a row are an error there.
		const isNext = index === end && index > 0;
		if (isNext || [first, ...rest].some((name) => KEYWORDS.has(name))) return null;
		quasis.push(text.slice(end, index));
		expressions.push(
			rest.reduce(
				(object, name) => t.memberExpression(object, t.identifier(name)),
				t.identifier(first)
			)
		);
		end = index + reference.length;
	}
	quasis.push(text.slice(end));
	const elements = quasis.map((raw, index) =>
		t.templateElement({ raw, cooked: raw }, index === quasis.length - 1)
	);
	return t.program([t.expressionStatement(t.templateLiteral(elements, expressions))]);
}

/** From here on Cube parses only what is not plain. */
function readPlainTextsQuickly() {
	const { parse, transpileToJs } = PythonParser.prototype;
	PythonParser.prototype.parse = function () {
		const program = readPlainText(this.codeString);
		return program === null ? parse.call(this) : { program };
	};
	PythonParser.prototype.transpileToJs = function () {
		return this.ast.program ?? transpileToJs.call(this);
	};
}

module.exports = { readPlainText, readPlainTextsQuickly };
