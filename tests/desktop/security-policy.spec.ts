import type { Page } from 'playwright/test';
import { lookAtWindows, onlyOurs, openWindow, test } from '../support/attacked-window.ts';
import { expect } from '../support/desktop.ts';

test('the page’s policy blocks whatever is put into the page', async ({ launch, outside }) => {
  const { app, page } = await openWindow(launch);
  const blocked = await putIntoPage(page, outside.url);
  expect(blocked).toEqual({
    ran: [],
    violations: [
      'base-uri',
      'connect-src',
      'font-src',
      'form-action',
      'frame-src',
      'img-src',
      'media-src',
      'object-src',
      'script-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-attr',
      'style-src-elem',
      'worker-src',
    ],
  });
  expect(outside.requests).toEqual([]);
  expect(await lookAtWindows(app)).toEqual(onlyOurs);
});

/** What ran of what was put into the page, and the directives that kept the rest from running. */
function putIntoPage(page: Page, remote: string) {
  return page.evaluate(async (url) => {
    // What a driver runs is above the policy until it first waits.
    await new Promise((resolve) => setTimeout(resolve));
    const violations = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => violations.add(event.effectiveDirective));
    Reflect.set(window, 'ran', []);
    const ran: string[] = Reflect.get(window, 'ran');
    const attempt = async (name: string, work: () => unknown) => {
      try {
        await work();
        ran.push(name);
      } catch {
        // Refused, as it must be.
      }
    };
    const add = <Name extends keyof HTMLElementTagNameMap>(
      name: Name,
      attributes: Record<string, string>,
      text = '',
    ) => {
      const element = document.createElement(name);
      for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
      element.textContent = text;
      document.body.append(element);
      return element;
    };

    // The page's own scripts are asked to run text as code: that they may not is what is tested.
    const evaluator: (code: string) => unknown = Reflect.get(window, 'eval');
    await attempt('eval', () => evaluator('1'));
    await attempt('Function', () => Reflect.construct(Function, ['return 1'])());
    await attempt('fetch', () => fetch(`${url}/fetch`));
    await attempt('fetch of a file', () => fetch('file:///etc/hostname'));
    await attempt(
      'worker',
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
          worker.onmessage = resolve;
          worker.onerror = reject;
        }),
    );
    const socket = new Promise((resolve, reject) => {
      const opened = new WebSocket(url.replace('http', 'ws'));
      opened.onopen = resolve;
      opened.onerror = reject;
    });
    await attempt('socket', () => socket);
    navigator.sendBeacon(`${url}/beacon`, 'x');
    add('script', {}, 'window.ran.push("inline script")');
    add('script', { src: `${url}/script.js` });
    add('script', { src: 'data:text/javascript,window.ran.push("data script")' });
    add('img', { src: `${url}/image.png`, onerror: 'window.ran.push("handler")' });
    add('img', { src: 'file:///usr/share/pixmaps/debian-logo.png' });
    add('iframe', { src: `${url}/frame` });
    add('iframe', { src: 'file:///etc/hostname' });
    add('iframe', { srcdoc: '<script>parent.ran.push("srcdoc")</script>' });
    add('object', { data: `${url}/object` });
    add('embed', { src: `${url}/embed` });
    add('video', { src: `${url}/video.mp4` });
    add('link', { rel: 'stylesheet', href: `${url}/style.css` });
    add('style', {}, 'body { color: red }');
    add('div', { style: 'color: red' });
    add('base', { href: url });
    const link = add('a', { href: 'javascript:window.ran.push("javascript link")' });
    link.click();
    const form = add('form', { action: `${url}/form`, method: 'post' });
    form.submit();
    await attempt('font', () => new FontFace('x', `url(${url}/font.woff2)`).load());
    // Each refusal is told by an event of its own; the last of them ends the wait.
    const deadline = Date.now() + 60_000;
    while (violations.size < 14 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    return { ran, violations: [...violations].sort() };
  }, remote);
}
