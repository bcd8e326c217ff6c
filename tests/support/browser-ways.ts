/** The ways in which a page, or a person at the address bar, can make a browser send a request to an address. */

/** A function that runs in the page, so it cannot use anything from outside it. */
export type Way = (url: string) => unknown;

/** Parts of a page that load what is at an address, by the way's name. */
export const markupWays: Record<string, (url: string) => string> = {
  img: (url) => `<img src="${url}">`,
  srcset: (url) => `<img srcset="${url} 1x">`,
  'img-no-referrer': (url) => `<img referrerpolicy="no-referrer" src="${url}">`,
  'img-anonymous': (url) => `<img crossorigin="anonymous" src="${url}">`,
  'input-image': (url) => `<input type="image" src="${url}">`,
  'svg-image': (url) => `<svg><image href="${url}" width="1" height="1"/></svg>`,
  'svg-fe-image': (url) =>
    `<svg><filter id="f"><feImage href="${url}"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>`,
  script: (url) => `<script src="${url}"></script>`,
  'module-script': (url) => `<script type="module" src="${url}"></script>`,
  stylesheet: (url) => `<link rel="stylesheet" href="${url}">`,
  'css-import': (url) => `<style>@import "${url}";</style>`,
  'css-background': (url) => `<i style="display:block;width:9px;height:9px;background:url('${url}')"></i>`,
  'css-font': (url) => `<style>@font-face{font-family:f;src:url("${url}")}</style><p style="font-family:f">f</p>`,
  'css-list-image': (url) => `<ul style="list-style-image:url('${url}')"><li>1</li></ul>`,
  'css-mask': (url) => `<i style="display:block;width:9px;height:9px;mask-image:url('${url}')"></i>`,
  preload: (url) => `<link rel="preload" as="image" href="${url}">`,
  modulepreload: (url) => `<link rel="modulepreload" href="${url}">`,
  prefetch: (url) => `<link rel="prefetch" href="${url}">`,
  iframe: (url) => `<iframe src="${url}"></iframe>`,
  'iframe-sandboxed': (url) => `<iframe sandbox src="${url}"></iframe>`,
  object: (url) => `<object data="${url}"></object>`,
  embed: (url) => `<embed src="${url}">`,
  video: (url) => `<video src="${url}"></video>`,
  poster: (url) => `<video poster="${url}"></video>`,
  audio: (url) => `<audio preload="auto" src="${url}"></audio>`,
  track: (url) => `<video crossorigin src="data:video/mp4,"><track default kind="captions" src="${url}"></video>`,
  'frame-of-another': (url) => `<iframe srcdoc="<img src='${url}'>"></iframe>`,
  'frame-meta-refresh': (url) => `<iframe srcdoc="<meta http-equiv=refresh content='0;url=${url}'>"></iframe>`,
};

/** What a page's script can do with an address. */
export const scriptWays: Record<string, Way> = {
  'fetch-no-cors': (url) => fetch(url, { mode: 'no-cors' }).catch(() => {}),
  'fetch-cors': (url) => fetch(url).catch(() => {}),
  'fetch-post': (url) => fetch(url, { method: 'POST', mode: 'no-cors', body: '{}' }).catch(() => {}),
  'fetch-json': (url) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(() => {}),
  'fetch-keepalive': (url) => fetch(url, { mode: 'no-cors', keepalive: true }).catch(() => {}),
  'fetch-no-referrer': (url) => fetch(url, { mode: 'no-cors', referrerPolicy: 'no-referrer' }).catch(() => {}),
  xhr: (url) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.send();
  },
  beacon: (url) => navigator.sendBeacon(url, '{}'),
  'new-image': (url) => {
    new Image().src = url;
  },
  'event-source': (url) => new EventSource(url),
  'import-scripts': (url) =>
    new Worker(URL.createObjectURL(new Blob([`importScripts(${JSON.stringify(url)})`], { type: 'text/javascript' }))),
  'fetch-in-worker': (url) =>
    new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)})`], { type: 'text/javascript' }))),
  'web-socket': (url) => new WebSocket(url.replace(/^http/, 'ws')),
  'form-get-in-frame': (url) => {
    const { origin, pathname, searchParams } = new URL(url);
    const fields = [...searchParams].map(([name, value]) => {
      const field = Object.assign(document.createElement('input'), { name, value });
      return field;
    });
    const frame = Object.assign(document.createElement('iframe'), { name: 'form-get' });
    const form = Object.assign(document.createElement('form'), { action: origin + pathname, target: 'form-get' });
    form.append(...fields);
    document.body.append(frame, form);
    form.submit();
  },
  'form-post-in-frame': (url) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'form-post' });
    const form = Object.assign(document.createElement('form'), { method: 'post', action: url, target: 'form-post' });
    document.body.append(frame, form);
    form.submit();
  },
  ping: (url) => {
    const link = Object.assign(document.createElement('a'), { href: '#', ping: url });
    document.body.append(link);
    link.click();
  },
  'open-window': (url) => window.open(url),
  'open-window-without-opener': (url) => window.open(url, '_blank', 'noopener,noreferrer'),
};

/** What makes a browser fetch ahead. Chromium only does so for the page in front. */
export const speculativeWays: Record<string, Way> = {
  'speculative-prefetch': (url) => {
    const rules = { prefetch: [{ urls: [url], eagerness: 'immediate' }] };
    const textContent = JSON.stringify(rules);
    document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', textContent }));
  },
  'speculative-prerender': (url) => {
    const rules = { prerender: [{ urls: [url], eagerness: 'immediate' }] };
    const textContent = JSON.stringify(rules);
    document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', textContent }));
  },
};

/** How a page can leave for an address. Each runs in its own page. */
export const leavingWays: Record<string, Way> = {
  'location-assign': (url) => location.assign(url),
  'location-replace': (url) => location.replace(url),
  link: (url) => {
    const link = Object.assign(document.createElement('a'), { href: url });
    document.body.append(link);
    link.click();
  },
  'link-without-referrer': (url) => {
    const link = Object.assign(document.createElement('a'), { href: url, rel: 'noreferrer' });
    document.body.append(link);
    link.click();
  },
  'form-post': (url) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: url });
    document.body.append(form);
    form.submit();
  },
  'meta-refresh': (url) => {
    document.head.insertAdjacentHTML('beforeend', `<meta http-equiv="refresh" content="0;url=${url}">`);
  },
};
