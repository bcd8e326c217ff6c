import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { describe, expect, it } from 'vitest';
import { createTrayIcon } from '../../../../electron/tray/tray.ts';
import type { TrayCommand } from '../../../../electron/tray/tray-menu.ts';
import { call, problem, trayState } from './tray-fixture.ts';

type Template = MenuItemConstructorOptions[];

/** A tray that notes what is done to it, in place of the system's. */
function setUp({ clickOpensWindow = true } = {}) {
  const log: string[] = [];
  const commands: TrayCommand[] = [];
  let click = (): void => {};
  let template: Template = [];
  const fake = {
    on: (_event: string, listener: () => void) => {
      click = listener;
    },
    setImage: (image: unknown) => void log.push(`image ${image}`),
    setToolTip: (text: string) => void log.push(`tooltip ${text}`),
    setContextMenu: (menu: unknown) => {
      template = menu as Template;
      log.push('menu');
    },
    destroy: () => void log.push('destroyed'),
  };
  const tray = createTrayIcon({
    createTray: () => fake as unknown as Tray,
    buildMenu: (items) => items as unknown as Menu,
    icons: { listening: 'L', paused: 'P', problem: '!' } as unknown as Record<
      'listening' | 'paused' | 'problem',
      NativeImage
    >,
    clickOpensWindow,
    run: (command) => void commands.push(command),
  });
  return {
    tray,
    commands,
    clickIcon: () => click(),
    template: () => template,
    /** What was done to the system's tray since the last look. */
    changes: () => log.splice(0),
  };
}

/** Picks a menu entry as the system does. */
function pick(template: Template, label: string): void {
  const item = template.find((candidate) => candidate.label === label);
  (item?.click as undefined | (() => void))?.();
}

describe('the tray', () => {
  it('has a tooltip and a menu from the first render on', () => {
    const { tray, changes } = setUp();
    tray.render(trayState());
    expect(changes()).toEqual(['tooltip DialPop: Listening on port 3425', 'menu']);
  });

  it('leaves the system alone while nothing visible changes', () => {
    const { tray, changes } = setUp();
    const calls = [call()];
    tray.render(trayState({}, calls));
    changes();
    tray.render(trayState({}, [...calls]));
    tray.render(trayState({}, [call({ popup: { status: 'shown', reason: null, shownAfterMs: 38 } })]));
    expect(changes()).toEqual([]);
  });

  it('changes image, tooltip and menu with its state, and back', () => {
    const { tray, changes } = setUp();
    tray.render(trayState());
    changes();
    tray.render(trayState({ listener: problem('in_use') }));
    expect(changes()).toEqual(['image !', 'tooltip DialPop: Port 3425 is used by another program', 'menu']);
    tray.render(trayState());
    expect(changes()).toEqual(['image L', 'tooltip DialPop: Listening on port 3425', 'menu']);
  });

  it('sets only the menu again when only the menu changed', () => {
    const { tray, changes } = setUp();
    tray.render(trayState());
    changes();
    tray.render(trayState({}, [call()]));
    expect(changes()).toEqual(['menu']);
  });

  it('is shown anew as it was, for a host that does not know it', () => {
    const { tray, changes } = setUp();
    tray.render(trayState({ listener: problem('in_use') }));
    changes();
    tray.renew();
    expect(changes()).toEqual([
      'destroyed',
      'image !',
      'tooltip DialPop: Port 3425 is used by another program',
      'menu',
    ]);
  });

  it('runs what was picked, also the right one of two calls that read alike', () => {
    const { tray, template, commands } = setUp();
    tray.render(trayState({}, [call({ id: 7 })]));
    tray.render(trayState({}, [call({ id: 8 })]));
    pick(template(), template()[3]?.label ?? '');
    pick(template(), 'Quit');
    expect(commands).toEqual([{ name: 'openCall', id: 8 }, { name: 'quit' }]);
  });

  it('shows an "&" as it is and lets nobody pick a line of text', () => {
    const { tray, template } = setUp();
    const customFields = [{ name: 'firm', value: 'Smith & Sons', source: 'custom' as const }];
    tray.render(trayState({}, [call({ customFields })]));
    expect(template()[3]?.label).toContain('firm Smith && Sons');
    expect(template()[0]).toEqual({ label: 'Listening on port 3425', enabled: false });
  });

  it('opens the window when its icon is clicked, save where a click shows the menu', () => {
    const windows = setUp();
    windows.clickIcon();
    expect(windows.commands).toEqual([{ name: 'openWindow' }]);
    const macOs = setUp({ clickOpensWindow: false });
    macOs.clickIcon();
    expect(macOs.commands).toEqual([]);
  });

  it('is gone after its stop', () => {
    const { tray, changes } = setUp();
    tray.stop();
    expect(changes()).toEqual(['destroyed']);
  });
});
