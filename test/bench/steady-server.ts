/** A DingTalk that answers at once, in a process of its own. Arguments: the steady company as JSON, and its day. Prints its URL. */
import { startSandbox } from '../../etl/sandbox/server.ts';
import { steadyCompany, type SteadyCompany } from '../support/steady-company.ts';

const [, , size = '', today = ''] = process.argv;
// Of our own bench, which wrote it.
const company = steadyCompany(JSON.parse(size) as SteadyCompany);
const { url } = await startSandbox({ port: 0, people: 10, seed: 1, company, today });
process.stdout.write(`${url}\n`);
process.once('SIGTERM', () => process.exit(0));
