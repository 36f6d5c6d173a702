'use strict';
/** Stands in for Cube's Rust module; README.md says what is here, what is not, and why. */
const { isMainThread } = require('node:worker_threads');
const { getFinalQueryResult, getFinalQueryResultMulti } = require('./result.js');

// Cube reads models in a thread of its own, which asks for this module first.
if (!isMainThread) require('./plain-texts.js').readPlainTextsQuickly();

/**
 * @param {string} name
 * @param {string} meaning
 * @returns {() => never}
 */
const absent = (name, meaning) => () => {
	throw new Error(
		`${meaning} needs Cube's own native module (${name}), which this build replaces; see cube/native/README.md.`
	);
};

class NativeInstance {
	/** Cube asks for an engine before it knows whether any file is a template, so asking must work and using must not. */
	newJinjaEngine() {
		const refuse = absent('Jinja', 'A model file with Jinja templates');
		return { loadTemplate: refuse, renderTemplate: async () => refuse() };
	}

	async loadPythonContext() {
		return absent('loadPythonContext', 'A globals.py beside the model')();
	}
}

/** The rows of one query, and later what is needed to turn them into the answer. One wrapper serves one request. */
class ResultWrapper {
	isWrapper = true;
	isNative = false;
	#rows;
	#transformData;
	#root = {};

	constructor(input) {
		const rows = input?.isWrapper ? input.getRawData()[0] : input;
		if (!Array.isArray(rows))
			throw new TypeError(
				'A result must be an array of rows; Cube Store results cannot be read here.'
			);
		this.#rows = rows;
	}

	setTransformData(data) {
		this.#transformData = data;
	}

	setRootResultObject(root) {
		this.#root = root;
	}

	getTransformData() {
		return [this.#transformData];
	}

	getRootResultObject() {
		return [this.#root];
	}

	getRawData() {
		return [this.#rows];
	}

	async getFinalResult() {
		return getFinalQueryResult(this.#transformData, this.#rows, this.#root);
	}
}

/** Several queries answered in one body. */
class ResultMultiWrapper {
	isWrapper = true;
	#results;
	#root;

	constructor(results, root) {
		this.#results = results;
		this.#root = root;
	}

	getTransformData() {
		return this.#results.flatMap((result) => result.getTransformData());
	}

	getRootResultObject() {
		return this.#results.flatMap((result) => result.getRootResultObject());
	}

	getRawData() {
		return this.#results.map((result) => result.getRawData()[0]);
	}

	async getFinalResult() {
		return getFinalQueryResultMulti(this.getTransformData(), this.getRawData(), {
			queryType: this.#root.queryType,
			slowQuery: this.#root.slowQuery,
			results: this.getRootResultObject()
		});
	}
}

const sqlApi = 'The SQL API';
module.exports = {
	getFinalQueryResult,
	getFinalQueryResultMulti,
	NativeInstance,
	ResultWrapper,
	ResultMultiWrapper,
	ResultArrayWrapper: class ResultArrayWrapper {
		constructor() {
			absent('ResultArrayWrapper', sqlApi)();
		}
	},
	setupLogger() {},
	resetLogger() {},
	isFallbackBuild: () => true,
	loadNative: absent('loadNative', 'Loading the Rust module'),
	rowsToColumnar: absent('rowsToColumnar', sqlApi),
	rowsToColumnarBuffer: absent('rowsToColumnarBuffer', sqlApi),
	redactSqlLiterals: absent('redactSqlLiterals', sqlApi),
	registerInterface: absent('registerInterface', sqlApi),
	shutdownInterface: absent('shutdownInterface', sqlApi),
	execSql: absent('execSql', sqlApi),
	sql4sql: absent('sql4sql', sqlApi),
	rest4sql: absent('rest4sql', sqlApi),
	buildSqlAndParams: absent('buildSqlAndParams', 'The Tesseract SQL planner'),
	transpileJs: absent('transpileJs', 'Native transpilation of the model'),
	transpileYaml: absent('transpileYaml', 'Native transpilation of the model'),
	pythonLoadConfig: absent('pythonLoadConfig', 'Configuration in Python'),
	parseCubestoreResultMessage: absent('parseCubestoreResultMessage', 'Cube Store'),
	getCubestoreResult: absent('getCubestoreResult', 'Cube Store')
};
