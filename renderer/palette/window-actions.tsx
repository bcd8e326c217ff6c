import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { stepZoom } from '../../shared/zoom.ts';
import { useAction } from '../actions/use-action.ts';
import { bridge } from '../bridge.ts';
import { ModalDialog } from '../components/modal-dialog.tsx';
import { focusNextRegion } from '../hooks/focus-regions.ts';
import { settingsQuery } from '../live/queries.ts';
import type { SettingsSection } from '../views/settings/settings-sections.ts';

const Palette = lazy(() => import('./palette.tsx'));
const KeysDialog = lazy(() => import('./keys-dialog.tsx'));

/** What can be done anywhere in the window: the command palette, the list of keys, its parts and its size. */
export function WindowActions({ onOpenSettings }: { onOpenSettings: (section: SettingsSection) => void }) {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const close = () => setOpen(null);
  useAction('openPalette', () => setOpen('palette'));
  useAction('showKeys', () => setOpen('keys'));
  useAction('nextRegion', () => focusNextRegion(1));
  useAction('previousRegion', () => focusNextRegion(-1));
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
    </>
  );
}

function useZoomActions(): void {
  const percent = useQuery(settingsQuery).data?.zoomPercent;
  const zoomTo = (next: number | undefined) => {
    if (next === undefined || next === percent) return;
    void bridge().updateSettings({ zoomPercent: next });
  };
  useAction('zoomIn', () => zoomTo(percent && stepZoom(percent, 'in')));
  useAction('zoomOut', () => zoomTo(percent && stepZoom(percent, 'out')));
  useAction('zoomReset', () => zoomTo(100));
}
