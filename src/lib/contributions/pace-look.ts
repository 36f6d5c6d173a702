/** How the worst pace of a cell looks: a ground, and a sign that also says it in grey and to whom sees no difference of colours. */
export interface PaceLook {
	readonly ground: `pace-${'risk' | 'behind' | 'unknown' | 'fine' | 'early' | 'unpaced'}`;
	readonly sign: string;
}

const LOOKS: Readonly<Record<string, PaceLook>> = {
	at_risk: { ground: 'pace-risk', sign: '▲' },
	behind: { ground: 'pace-behind', sign: '△' },
	unknown: { ground: 'pace-unknown', sign: '?' },
	on_track: { ground: 'pace-fine', sign: '○' },
	done: { ground: 'pace-fine', sign: '●' },
	too_early: { ground: 'pace-early', sign: '·' }
};

const UNPACED: PaceLook = { ground: 'pace-unpaced', sign: '–' };

/** From bad to good, as the model ranks them: a legend lists them in this order. */
export const PACES = ['at_risk', 'behind', 'unknown', 'on_track', 'too_early', 'done'] as const;

/** null: no live key result. */
export function lookOf(worstPace: string | null): PaceLook {
	return (worstPace === null ? undefined : LOOKS[worstPace]) ?? UNPACED;
}
