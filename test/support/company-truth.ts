/** A sandbox company, read over HTTP on some days, compared with the oracle through Cube. */
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import { cubeOn } from './cube-over.ts';
import { describeDifferences } from './oracle/differences.ts';
import { endOfDay } from './oracle/days.ts';
import { learn } from './oracle/known.ts';
import type { Settings } from './oracle/known.ts';
import { syncedWarehouse } from './synced-warehouse.ts';
import { measureDifferences, rowDifferences } from './truth.ts';

export interface Scene {
	readonly people: number;
	readonly seed: number;
	/** Days of complete reads, at their ends, ascending. */
	readonly days: readonly string[];
	/** Days to compare. */
	readonly asOf: readonly string[];
	readonly timezone?: string;
	readonly holidayWeeks?: readonly string[];
	readonly companyHeadUserIds?: readonly string[];
}

/** The sandbox shows the end of a day in Shanghai, wherever the product's days end. */
const SANDBOX_ZONE = 'Asia/Shanghai';

/** @returns where Cube and the oracle differ, for people; '' where nowhere */
export async function truthOf(scene: Scene): Promise<string> {
	const settings: Settings = {
		timezone: scene.timezone ?? 'Asia/Shanghai',
		holidayWeeks: scene.holidayWeeks ?? [],
		companyHeadUserIds: scene.companyHeadUserIds ?? []
	};
	const synced = await syncedWarehouse({
		people: scene.people,
		seed: scene.seed,
		days: scene.days,
		environment: {
			ORG_TIMEZONE: settings.timezone,
			HOLIDAY_WEEKS: settings.holidayWeeks.join(','),
			COMPANY_HEAD_USER_IDS: settings.companyHeadUserIds.join(',')
		}
	});
	try {
		const world = learn(
			synced.company,
			scene.days.map((day) => ({
				readAt: endOfDay(day, settings.timezone),
				shownAt: endOfDay(day, SANDBOX_ZONE),
				company: buildCompany({ people: scene.people, seed: scene.seed, today: day })
			})),
			settings
		);
		const cube = await cubeOn(synced.warehouse);
		try {
			const rows = await rowDifferences(world, cube, scene.asOf);
			// Where rows differ, cells do too: rows say why.
			return describeDifferences(
				rows.length > 0 ? rows : await measureDifferences(world, cube, scene.asOf)
			);
		} finally {
			await cube.close();
		}
	} finally {
		await synced.close();
	}
}
