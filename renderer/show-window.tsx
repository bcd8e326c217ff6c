import { QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Announcer } from './components/announcer.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { ToastProvider } from './components/toasts.tsx';
import { watchProblems } from './diagnostics/tell-problems.ts';
import { trackRegionFocus } from './hooks/focus-regions.ts';
import { trackInput } from './hooks/track-input.ts';
import { ListsProvider } from './live/lists.tsx';
import { createQueryClient } from './live/query-client.ts';

/** Puts the window's contents on the page. */
export function showWindow(root: HTMLElement): void {
  watchProblems();
  trackInput();
  trackRegionFocus();
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={createQueryClient()}>
          <Tooltip.Provider delayDuration={500}>
            <Announcer>
              <ListsProvider>
                <ToastProvider>
                  <App />
                </ToastProvider>
              </ListsProvider>
            </Announcer>
          </Tooltip.Provider>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
}
