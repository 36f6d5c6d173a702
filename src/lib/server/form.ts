import { error, type RequestEvent } from '@sveltejs/kit';

const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Fields that people type into; the others are chosen, or the page's own. */
const TYPED = ['text', 'note', 'name'];

/**
 * What somebody sent with a form. If the request fails later, the page that says so has what was typed (hooks/error.ts): else it would
 * be gone. So a form is read before anything that may fail.
 * @throws SvelteKit's error: 415 it is no form, 413 it is too large, 400 it cannot be read as what it says to be
 */
export async function formOf({
	request,
	locals
}: Pick<RequestEvent, 'request' | 'locals'>): Promise<FormData> {
	const form = await readForm(request);
	locals.typed = TYPED.flatMap((name) => form.getAll(name)).filter(isText);
	return form;
}

async function readForm(request: Request): Promise<FormData> {
	if (!FORMS.test(request.headers.get('content-type') ?? '')) error(415, 'Send a form.');
	try {
		return await request.formData();
	} catch (cause) {
		if (isTooLarge(cause)) error(413, 'The form is too large.');
		error(400, 'The form cannot be read.');
	}
}

function isText(value: FormDataEntryValue): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** Whether reading a request failed because the body went on for longer than LARGEST_BODY: the server's own error, or its cause. */
export function isTooLarge(cause: unknown): boolean {
	if (!(cause instanceof Error)) return false;
	return ('status' in cause && cause.status === 413) || isTooLarge(cause.cause);
}
