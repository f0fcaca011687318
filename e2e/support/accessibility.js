// What axe finds wrong in a page.

import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** The serious and critical violations, one line each: the rule, the element, and what is wrong with it. */
export async function violations(page) {
  await page.evaluate(source);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, target, any }) => ({ html, target, why: any.map(({ message }) => message) })) }));
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, target, why }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${why.join('; ')}`));
}
