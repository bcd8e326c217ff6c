import './zod-without-eval.ts';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../../shared/i18n/translate.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import { useStatus } from '../../hooks/use-status.ts';
import { settingsQuery } from '../../live/queries.ts';
import { ConnectionSection } from './sections/connection-section.tsx';
import { LinksSection } from './sections/links-section.tsx';
import { PopupsSection } from './sections/popups-section.tsx';
import { WindowSection } from './sections/window-section.tsx';
import '../../styles/settings.css';

/** What can be set, each saved by itself. */
export default function SettingsView() {
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  const status = useStatus();
  if (error !== null) return <LoadFailure error={error} onRetry={refetch} />;
  if (settings === undefined || status === undefined) return null;
  return (
    <div className="settings">
      <ViewTitle text={t('rail.settings')} />
      <ConnectionSection settings={settings} status={status} />
      <LinksSection settings={settings} status={status} />
      <PopupsSection settings={settings} status={status} />
      <WindowSection settings={settings} status={status} />
      <p className="version">{t('settings.version', { version: status.version })}</p>
    </div>
  );
}
