import axe from 'axe-core';
import { expect, type Page } from 'playwright/test';
import { projectRoot } from './desktop.ts';

/** Nothing on the page that axe finds hard to use. */
export async function expectAccessible(page: Page): Promise<void> {
  // Once for each document: reading axe takes the page longer than what it then does.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // What is still on its way from one colour to another is judged as it will be. What turns without an end is left.
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const own: typeof axe = Reflect.get(globalThis, 'axe');
    // Every rule is applied; only what they find is described, for describing all that is well takes longer than looking.
    const { violations } = await own.run(document, { resultTypes: ['violations'] });
    const describe = ({ html, any: [reason] }: axe.NodeResult) => `${html} ${reason?.message ?? ''}`;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(describe).join('\n')}`);
  });
  expect(found).toEqual([]);
}

/** A picture in light and dark into `dist/screenshots`; axe looks at both schemes. */
export const lookAt = (page: Page, name: string): Promise<void> =>
  inBothSchemes(page, async (scheme) => {
    await expectAccessible(page);
    await takePicture(page, name, scheme);
  });

/** The same without axe. */
export const pictures = (page: Page, name: string): Promise<void> =>
  inBothSchemes(page, (scheme) => takePicture(page, name, scheme));

async function inBothSchemes(page: Page, look: (scheme: 'light' | 'dark') => Promise<void>): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await look(scheme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takePicture(page: Page, name: string, scheme: string): Promise<void> {
  await page.screenshot({ path: `${projectRoot}/dist/screenshots/${name}-${scheme}.png` });
}

/**
 * Nothing that would have to be scrolled sideways, and nothing that hangs over the page's right
 * edge. What is made to scroll sideways by itself, such as a row of tabs, may.
 */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const cutOff = await page.evaluate(() => {
    const scrollsSideways = (element: Element): boolean => {
      const { overflowX } = getComputedStyle(element);
      return overflowX === 'auto' || overflowX === 'scroll';
    };
    const isInSidewaysScroller = (element: Element): boolean => {
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        if (scrollsSideways(parent)) return true;
      }
      return false;
    };
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`;
    const controls = [...document.querySelectorAll('button, input, select, h2, h3, p, dt, dd, li, code')];
    const outside = controls.filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) || isInSidewaysScroller(element)) return false;
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > window.innerWidth + 1);
    });
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
    return [...wide, ...outside.map(name)];
  });
  expect(cutOff).toEqual([]);
}

/** What the page complains of in its console from here on: errors, and above all breaches of its policy. */
export function watchComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** What has the focus, in words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
