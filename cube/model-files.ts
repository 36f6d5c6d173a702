/** The data model as Cube asks for it. Cube's own repository joins every path to the working directory of the process. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface ModelFile {
	/** Relative to the model's directory. */
	readonly fileName: string;
	readonly content: string;
}

export interface ModelRepository {
	localPath(): string;
	dataSchemaFiles(): Promise<ModelFile[]>;
}

/** The YAML files below `directory`, in a stable order. */
export function modelFilesOf(directory: string): ModelRepository {
	return {
		localPath: () => directory,
		dataSchemaFiles: async () => {
			const entries = await readdir(directory, { recursive: true, withFileTypes: true });
			const paths = entries
				.filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
				.map((entry) => join(entry.parentPath, entry.name))
				.sort();
			return Promise.all(
				paths.map(async (path) => ({
					fileName: relative(directory, path),
					content: await readFile(path, 'utf8')
				}))
			);
		}
	};
}
