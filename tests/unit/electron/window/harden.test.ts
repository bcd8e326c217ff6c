import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { harden } from '../../../../electron/window/harden.ts';

type WindowOpenHandler = (details: { url: string }) => { action: string };
type PermissionRequest = (contents: unknown, permission: string, callback: (granted: boolean) => void) => void;

class Contents extends EventEmitter {
  open: WindowOpenHandler | undefined;
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.open = handler;
  }
}

class Session extends EventEmitter {
  request: PermissionRequest | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
}

let contents: Contents;
let session: Session;

beforeEach(() => {
  const app = new EventEmitter();
  harden(app as unknown as App);
  contents = new Contents();
  session = new Session();
  app.emit('web-contents-created', {}, contents);
  app.emit('session-created', session);
});

/** Whether what is about to happen was refused. */
function isRefused(emitter: EventEmitter, name: string, details: object = {}): boolean {
  let refused = false;
  const preventDefault = () => {
    refused = true;
  };
  emitter.emit(name, { ...details, preventDefault });
  return refused;
}

describe('whatever page there is', () => {
  test('goes to no page but ours, and its frames nowhere', () => {
    const go = (url: string, isMainFrame = true) => isRefused(contents, 'will-frame-navigate', { url, isMainFrame });
    expect(go('dialpop://app/index.html?lang=hi')).toBe(false);
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'about:blank',
      'blob:dialpop://app/1',
      'data:,x',
    ]) {
      expect(go(url)).toBe(true);
    }
    expect(go('dialpop://app/index.html', false)).toBe(true);
  });

  test('is not sent elsewhere, opens no window, holds no webview', () => {
    expect(isRefused(contents, 'will-redirect', { url: 'dialpop://app/index.html' })).toBe(true);
    expect(isRefused(contents, 'will-attach-webview')).toBe(true);
    expect(contents.open?.({ url: 'dialpop://app/index.html' })).toEqual({ action: 'deny' });
  });

  test('is granted nothing and downloads nothing', () => {
    const granted: boolean[] = [];
    for (const permission of ['media', 'notifications', 'clipboard-read', 'openExternal', 'unknown']) {
      session.request?.(contents, permission, (answer) => granted.push(answer));
    }
    expect(granted).toEqual([false, false, false, false, false]);
    expect([session.check?.(), session.device?.()]).toEqual([false, false]);
    expect(isRefused(session, 'will-download')).toBe(true);
  });
});
