/** Pages of the running product, read as a browser without JavaScript reads them: by their machine-readable attributes. */
import { request } from 'node:http';
import { DomUtils, parseDocument } from 'htmlparser2';
import type { App } from './app.ts';

type Attributes = Readonly<Record<string, string>>;
type Elements = ReturnType<typeof DomUtils.getElementsByTagName>;
export type PageElement = Elements[number];

export interface Page {
	/** Elements that have the attribute, in the order of the document, below `root` if given. */
	all(attribute: string, root?: PageElement): PageElement[];
	/** The only element with that attribute and value. */
	one(attribute: string, value: string, root?: PageElement): PageElement;
}

/** @throws when the answer is not 200 */
export async function openPage(app: App, path: string): Promise<Page> {
	const document = parseDocument(await bodyOf(app, path));
	const all = (attribute: string, root?: PageElement): PageElement[] =>
		DomUtils.getElementsByTagName('*', root ?? document, true).filter(
			(element) => attribute in element.attribs
		);
	return {
		all,
		one(attribute, value, root) {
			const found = all(attribute, root).filter((element) => element.attribs[attribute] === value);
			const [only] = found;
			if (only === undefined || found.length > 1)
				throw new Error(`${path} has ${found.length} elements with ${attribute}="${value}"`);
			return only;
		}
	};
}

/** The element's attribute; '' stands for null. */
export function attributeOf(element: PageElement, name: string): string | null {
	const attributes: Attributes = element.attribs;
	const value = attributes[name];
	return value === undefined || value === '' ? null : value;
}

/** ORIGIN's host, whatever the name of this machine resolves to. */
function bodyOf(app: App, path: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const asked = request(
			{
				host: '127.0.0.1',
				port: app.port,
				path,
				headers: {
					host: `localhost:${app.port}`,
					...(app.cookie !== undefined && { cookie: app.cookie })
				},
				timeout: 60_000,
				// A kept connection may be closed while the oracle computes for seconds.
				agent: false
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => {
					const body = Buffer.concat(chunks).toString('utf8');
					if (response.statusCode === 200) resolve(body);
					else reject(new Error(`${path} answered ${response.statusCode}: ${body.slice(0, 300)}`));
				});
				response.on('error', reject);
			}
		);
		asked.on('timeout', () => asked.destroy(new Error(`${path} did not answer within 60 s`)));
		asked.on('error', reject);
		asked.end();
	});
}
