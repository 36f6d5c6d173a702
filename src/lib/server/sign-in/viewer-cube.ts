import type { Cube } from '../cube/client.ts';
import { cubeAs } from '../cube/viewer-cube.ts';
import { whileWanted } from '../cube/wanted.ts';
import { watched } from '../cube/watched.ts';
import type { Runtime } from '../runtime/current.ts';
import { VersionCache } from '../version-cache.ts';
import type { Viewer } from '../view-as.ts';

/** Per administrator, until the next sync. */
const closed = new VersionCache<ReadonlyMap<string, string>>({ capacity: 50 });

/** Cube with the rights of a viewer. What restricted goals it shows to an administrator who signed in is noted. @param address what is asked for */
export function cubeOfViewer(
	runtime: Runtime,
	viewer: Viewer,
	address: string,
	signal: AbortSignal
): Cube {
	const cube = whileWanted(cubeAs(runtime, viewer, signal), signal);
	if (runtime.signIn === null || !viewer.isAdmin || viewer.userId === '') return cube;
	const at = Date.now();
	const { userId: viewerId, name: viewerName } = viewer;
	const { restrictedViews } = runtime;
	return watched(
		cube,
		async () => {
			const version = await runtime.dataVersion();
			if (version === null) return new Map<string, string>();
			return closed.get(version.version, viewerId, () => restrictedViews.closedTo(viewerId));
		},
		(objectiveIds) => restrictedViews.note({ at, viewerId, viewerName, address, objectiveIds })
	);
}
