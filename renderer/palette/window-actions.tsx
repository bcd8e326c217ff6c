import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { stepZoom } from '../../shared/zoom.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { ModalDialog } from '../components/modal-dialog.tsx';
import { focusNextRegion } from '../hooks/focus-regions.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { settingsQuery } from '../live/queries.ts';
import { useSettingsChanges } from '../live/settings-changes-provider.tsx';
import type { SettingsSection } from '../views/settings/settings-sections.ts';

const Palette = lazy(() => import('./palette.tsx'));
const ReportDialog = lazy(() => import('../diagnostics/report-dialog.tsx'));
const ComposerDialog = lazy(() => import('../composer/composer-dialog.tsx'));
const KeysDialog = lazy(() => import('./keys-dialog.tsx'));

/** What can be done anywhere in the window: the command palette, the list of keys, its parts and its size, diagnostics. */
export function WindowActions({ onOpenSettings }: { onOpenSettings: (section: SettingsSection) => void }) {
  const [open, setOpen] = useState<'palette' | 'keys' | 'report' | 'composer' | null>(null);
  const close = () => setOpen(null);
  useAction('openPalette', () => setOpen('palette'));
  useAction('showKeys', () => setOpen('keys'));
  useAction('compose', () => setOpen('composer'));
  useAction('nextRegion', () => focusNextRegion(1));
  useAction('previousRegion', () => focusNextRegion(-1));
  useAction('copyReport', () => setOpen('report'));
  useDiagnosticsActions(onOpenSettings);
  useZoomActions();
  return (
    <>
      <ModalDialog isOpen={open === 'palette'} name={t('palette.name')} className="palette" onClose={close}>
        <Suspense fallback={null}>
          <Palette onClose={close} onOpenSettings={onOpenSettings} />
        </Suspense>
      </ModalDialog>
      <ModalDialog isOpen={open === 'keys'} name={t('keys.title')} className="keys-dialog" onClose={close}>
        <Suspense fallback={null}>
          <KeysDialog onClose={close} />
        </Suspense>
      </ModalDialog>
      <ModalDialog isOpen={open === 'report'} name={t('report.name')} className="report-dialog" onClose={close}>
        <Suspense fallback={null}>
          <ReportDialog onClose={close} />
        </Suspense>
      </ModalDialog>
      <ModalDialog isOpen={open === 'composer'} name={t('composer.title')} className="composer-dialog" onClose={close}>
        <Suspense fallback={null}>
          <ComposerDialog onClose={close} />
        </Suspense>
      </ModalDialog>
    </>
  );
}

function useDiagnosticsActions(onOpenSettings: (section: SettingsSection) => void): void {
  const attempt = useAttempt();
  useAction('checkHistory', () => {
    onOpenSettings('diagnostics');
    attempt(() => bridge().checkHistory());
  });
  useAction('showLogs', () => attempt(() => bridge().showLogs()));
}

function useZoomActions(): void {
  const { data: settings } = useQuery(settingsQuery);
  const changes = useSettingsChanges();
  const attempt = useAttempt();
  const isKnown = settings !== undefined;
  const zoom = (choose: (percent: number) => number) => {
    if (settings === undefined) return;
    if (choose(settings.zoomPercent) === settings.zoomPercent) return;
    // A held key comes faster than the answer.
    attempt(() => changes.change(({ zoomPercent }) => ({ zoomPercent: choose(zoomPercent) })));
  };
  useAction('zoomIn', isKnown ? () => zoom((percent) => stepZoom(percent, 'in')) : null);
  useAction('zoomOut', isKnown ? () => zoom((percent) => stepZoom(percent, 'out')) : null);
  useAction('zoomReset', isKnown ? () => zoom(() => 100) : null);
}
