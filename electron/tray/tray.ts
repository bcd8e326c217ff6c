import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import {
  type TrayCommand,
  type TrayItem,
  type TrayLook,
  type TrayState,
  trayLook,
  trayMenu,
  trayTooltip,
} from './tray-menu.ts';

export interface TrayDependencies {
  createTray: (image: NativeImage) => Tray;
  buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  icons: Record<TrayLook, NativeImage>;
  /** On macOS a click shows the menu, so it must not open the window as well. */
  clickOpensWindow: boolean;
  run: (command: TrayCommand) => void;
}

/** The tray icon: one idempotent render, which touches the system only where something visible changed. */
export function createTrayIcon({ createTray, buildMenu, icons, clickOpensWindow, run }: TrayDependencies) {
  const tray = createTray(icons.listening);
  let shown: { look: TrayLook; tooltip: string; menu: string } = { look: 'listening', tooltip: '', menu: '' };
  if (clickOpensWindow) tray.on('click', () => run({ name: 'openWindow' }));

  const toTemplate = (item: TrayItem): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'text':
        return { label: escapeLabel(item.label), enabled: false };
      case 'submenu':
        return { label: escapeLabel(item.label), submenu: item.items.map(toTemplate) };
      case 'command':
        return { label: escapeLabel(item.label), click: () => run(item.command) };
    }
  };

  return {
    render(state: TrayState): void {
      const items = trayMenu(state);
      const next = { look: trayLook(state.status), tooltip: trayTooltip(state), menu: JSON.stringify(items) };
      if (next.look !== shown.look) tray.setImage(icons[next.look]);
      if (next.tooltip !== shown.tooltip) tray.setToolTip(next.tooltip);
      // A change inside a menu that is set already does not reach every tray host.
      if (next.menu !== shown.menu) tray.setContextMenu(buildMenu(items.map(toTemplate)));
      shown = next;
    },
    stop: () => tray.destroy(),
  };
}

/** A single "&" marks the next letter as the entry's key. */
const escapeLabel = (label: string): string => label.replaceAll('&', '&&');
