import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { hasBridge } from './bridge.ts';
import { Announcer } from './components/announcer.tsx';
import { DialogHost } from './components/dialog-host.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ToastProvider } from './components/toasts.tsx';
import { watchProblems } from './diagnostics/tell-problems.ts';
import { trackRegionFocus } from './hooks/focus-regions.ts';
import { trackInput } from './hooks/track-input.ts';
import { readFirst } from './live/first-reads.ts';
import { followUpdates } from './live/follow-updates.ts';
import { createLists, ListsProvider } from './live/lists.tsx';
import { createQueryClient } from './live/query-client.ts';
import { createWindowSettingsChanges, SettingsChangesProvider } from './live/settings-changes-provider.tsx';
import { NotesProvider } from './views/calls/notes-provider.tsx';

/** Puts the window's contents on the page, as soon as there is something to show. */
export async function showWindow(root: HTMLElement): Promise<void> {
  watchProblems();
  trackInput();
  trackRegionFocus();
  const client = createQueryClient();
  const lists = createLists();
  const settingsChanges = createWindowSettingsChanges(client);
  // Outside DialPop there is nothing to read; the page says so itself.
  if (hasBridge()) {
    followUpdates(client, lists, settingsChanges);
    await readFirst(client, lists);
  }
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <Tooltip.Provider delayDuration={500}>
            <Announcer>
              <ListsProvider lists={lists}>
                <SettingsChangesProvider changes={settingsChanges}>
                  <ToastProvider>
                    <NotesProvider>
                      <DialogHost>
                        <App />
                      </DialogHost>
                    </NotesProvider>
                  </ToastProvider>
                </SettingsChangesProvider>
              </ListsProvider>
            </Announcer>
          </Tooltip.Provider>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
}
