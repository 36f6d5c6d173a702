/**
 * `npm run bench [-- --people 300,3000]`: figures, never a verdict. Run it on a quiet machine; quote medians.
 */
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCubeQueries } from './cube-queries.bench.ts';
import { measureProduct } from './product.bench.ts';

const { values } = parseArgs({ options: { people: { type: 'string', default: '300,3000' } } });

process.stdout.write(
	`Node ${process.version}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB\n`
);
for (const people of values.people.split(',').map(Number)) {
	process.stdout.write(`\n== ${people} people: the product\n`);
	for (const { what, figure } of await measureProduct(people))
		process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
	process.stdout.write(`\n== ${people} people: Cube against the same SQL on the engine\n`);
	process.stdout.write(await measureCubeQueries(people));
}
process.exit(0);
