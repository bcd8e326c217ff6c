import './zod-without-eval.ts';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useCallback, useEffect, useRef } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import { noteSettingsSection, type SectionTarget } from '../../hooks/use-route.ts';
import { useStatus } from '../../hooks/use-status.ts';
import { settingsQuery } from '../../live/queries.ts';
import { ConnectionSection } from './sections/connection-section.tsx';
import { DataSection } from './sections/data-section.tsx';
import { DiagnosticsSection } from './sections/diagnostics-section.tsx';
import { ForwardingSection } from './sections/forwarding-section.tsx';
import { GeneralSection } from './sections/general-section.tsx';
import { LinksSection } from './sections/links-section.tsx';
import { PopupsSection } from './sections/popups-section.tsx';
import type { SectionProps } from './sections/section-props.ts';
import { SettingsNavigation } from './settings-navigation.tsx';
import { elementId, goToSection, keepPlace, returnToPlace } from './settings-place.ts';
import { type SettingsSection, settingsSections } from './settings-sections.ts';
import '../../styles/settings.css';

const sections: Record<SettingsSection, ComponentType<SectionProps>> = {
  connection: ConnectionSection,
  links: LinksSection,
  popups: PopupsSection,
  forwarding: ForwardingSection,
  data: DataSection,
  general: GeneralSection,
  diagnostics: DiagnosticsSection,
};

interface Props extends Pick<SectionProps, 'onOpenCall' | 'onGoTo'> {
  section: SectionTarget | null;
}

/** What can be set, each saved by itself, in sections one can go to. */
export default function SettingsView({ section, onOpenCall, onGoTo }: Props) {
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  const status = useStatus();
  const scroller = useRef<HTMLDivElement>(null);
  const isThere = settings !== undefined && status !== undefined;
  useEffect(() => {
    if (!isThere) return;
    if (!returnToPlace() && section !== null) goToSection(section.id);
  }, [isThere, section]);
  const read = useRef<SettingsSection>('connection');
  useEffect(() => {
    const keep = () => keepPlace(scroller.current, read.current);
    window.addEventListener('pagehide', keep);
    return () => window.removeEventListener('pagehide', keep);
  }, []);
  const noteRead = useCallback((id: SettingsSection) => {
    read.current = id;
    noteSettingsSection(id);
  }, []);

  if (error !== null) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (!isThere) return null;
  return (
    <div className="settings" ref={scroller}>
      <SettingsNavigation scroller={scroller} onGoTo={goToSection} onRead={noteRead} />
      <div className="settings-content">
        <ViewTitle text={t('rail.settings')} />
        {settingsSections.map(({ id }) => {
          const Section = sections[id];
          return (
            <div key={id} id={elementId(id)} className="settings-section">
              <Section settings={settings} status={status} onOpenCall={onOpenCall} onGoTo={onGoTo} />
            </div>
          );
        })}
        <p className="version">{t('settings.version', { version: status.version })}</p>
      </div>
    </div>
  );
}
