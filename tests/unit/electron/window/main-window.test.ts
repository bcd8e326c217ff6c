import { expect, test, vi } from 'vitest';
import { createMainWindow, type MainWindowOptions } from '../../../../electron/window/main-window.ts';

vi.mock('electron', () => ({ nativeTheme: { shouldUseDarkColors: false } }));

test('during the end no window comes any more, whoever wants one', async () => {
  const createWindow = vi.fn(() => {
    throw new Error('A window is made');
  });
  const screen = {
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    getDisplayNearestPoint: () => ({ workArea: { x: 0, y: 0, width: 1000, height: 800 } }),
  };
  const options: Partial<MainWindowOptions> = { createWindow, screen: screen as never, getStartView: () => null };
  const window = createMainWindow({ builtFolder: '', getZoomPercent: () => 100, ...options } as MainWindowOptions);
  expect(() => window.show()).toThrow('A window is made');
  await window.close();
  window.show();
  window.showCall(1);
  window.showView('settings');
  window.showSettings('diagnostics');
  window.offer();
  expect(createWindow).toHaveBeenCalledOnce();
});
