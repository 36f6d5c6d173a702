/** A sandbox company, read over HTTP on some days, compared with the oracle through Cube. */
import { buildCompany } from '../../etl/sandbox/company/build.ts';
import type { Company } from '../../etl/sandbox/company/model.ts';
import { bridgeDifferences } from './bridge-truth.ts';
import { classicView, proView } from './classic-view.ts';
import { cubeOn } from './cube-over.ts';
import { describeDifferences } from './oracle/differences.ts';
import { endOfDay } from './oracle/days.ts';
import { learn } from './oracle/known.ts';
import type { Settings } from './oracle/known.ts';
import type { Product } from './oracle/read.ts';
import { syncedWarehouse } from './synced-warehouse.ts';
import { measureDifferences } from './truth-measures.ts';
import { rowDifferences } from './truth-rows.ts';

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
	/** Compare the cells of every department, and not of a few. */
	readonly isThorough?: boolean;
	/** Compare rows alone: what cells make of them is the model's, whatever they came from. */
	readonly isRowsOnly?: boolean;
	/** Where its OKRs are; Agoal unless given. */
	readonly product?: Product;
}

const VIEWS: Readonly<Record<Product, (company: Company) => Company>> = {
	agoal: (company) => company,
	okr: classicView,
	pro: proView
};

/** The sandbox shows the end of a day in Shanghai, wherever the product's days end. */
const SANDBOX_ZONE = 'Asia/Shanghai';

/** @returns where Cube and the oracle differ, for people; '' where nowhere */
export async function truthOf(scene: Scene): Promise<string> {
	const settings: Settings = {
		timezone: scene.timezone ?? 'Asia/Shanghai',
		holidayWeeks: scene.holidayWeeks ?? [],
		companyHeadUserIds: scene.companyHeadUserIds ?? [],
		product: scene.product ?? 'agoal'
	};
	const view = VIEWS[scene.product ?? 'agoal'];
	const synced = await syncedWarehouse({
		people: scene.people,
		seed: scene.seed,
		days: scene.days,
		product: scene.product ?? 'agoal',
		environment: {
			...(scene.product === 'pro' && { DINGTALK_GOODS_CODE: 'dingOKR' }),
			ORG_TIMEZONE: settings.timezone,
			HOLIDAY_WEEKS: settings.holidayWeeks.join(','),
			MIN_GROUP_SIZE: String(settings.minGroupSize ?? 5),
			UNKNOWN_VISIBILITY: settings.unknownVisibility ?? 'company',
			COMPANY_HEAD_USER_IDS: settings.companyHeadUserIds.join(',')
		}
	});
	try {
		const world = learn(
			view(synced.company),
			scene.days.map((day) => ({
				readAt: endOfDay(day, settings.timezone),
				shownAt: endOfDay(day, SANDBOX_ZONE),
				company: view(buildCompany({ people: scene.people, seed: scene.seed, today: day }))
			})),
			settings
		);
		const cube = await cubeOn(synced.warehouse);
		try {
			const rows = await rowDifferences(world, cube, scene.asOf);
			// Where rows differ, cells do too: rows say why.
			if (rows.length > 0 || scene.isRowsOnly === true) return describeDifferences(rows);
			const departments = scene.isThorough === true ? [...world.departments.keys()] : undefined;
			const [first = '', last = first] = [scene.asOf[0], scene.asOf.at(-1)];
			return describeDifferences([
				...(await measureDifferences(world, cube, scene.asOf, departments)),
				...(await bridgeDifferences(world, cube, [first, last]))
			]);
		} finally {
			await cube.close();
		}
	} finally {
		await synced.close();
	}
}
