import { sequence } from '@sveltejs/kit/hooks';
import { saySoWhenDataIsAway } from '$lib/server/hooks/data-away';
import { reportError } from '$lib/server/hooks/error';
import { refuseForeignWrites } from '$lib/server/hooks/foreign-writes';
import { keepPagesPrivate } from '$lib/server/hooks/headers';
import { measureRequest } from '$lib/server/hooks/measure';
import { redirectToOrigin } from '$lib/server/hooks/origin';
import { letPageGoFirst } from '$lib/server/hooks/page-first';
import { presentInLanguageAndTheme } from '$lib/server/hooks/presentation';
import { readAsViewer } from '$lib/server/hooks/viewer';

export const handle = sequence(
	measureRequest,
	keepPagesPrivate,
	refuseForeignWrites,
	saySoWhenDataIsAway,
	redirectToOrigin,
	presentInLanguageAndTheme,
	letPageGoFirst,
	readAsViewer
);
export const handleError = reportError;
