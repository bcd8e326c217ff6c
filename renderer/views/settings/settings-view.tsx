import './zod-without-eval.ts';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useEffect, useRef } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { ViewTitle } from '../../components/view-title.tsx';
import type { SectionTarget } from '../../hooks/use-route.ts';
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
    if (isThere && section !== null) goToSection(section.id);
  }, [isThere, section]);

  if (error !== null) return <LoadFailure error={error} onRetry={refetch} />;
  if (!isThere) return null;
  return (
    <div className="settings" ref={scroller}>
      <SettingsNavigation scroller={scroller} onGoTo={goToSection} />
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

const elementId = (id: SettingsSection): string => `settings-${id}`;

/** How long sections may still grow by what they load. */
const settlingMs = 1500;
let stopHolding = () => {};

/** Brings a section into sight and the focus to its heading, from where Tab goes on. */
function goToSection(id: SettingsSection): void {
  stopHolding();
  const section = document.getElementById(elementId(id));
  if (section === null) return;
  stopHolding = holdInSight(section);
  const heading = section.querySelector('h2');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * Keeps a section at the top while the ones around it still load, for as long as the person does nothing.
 *
 * @returns how to let go
 */
function holdInSight(section: HTMLElement): () => void {
  const content = section.parentElement;
  if (content === null) return () => {};
  const released = new AbortController();
  // It calls back at once, too.
  const observer = new ResizeObserver(() => section.scrollIntoView({ block: 'start' }));
  const release = () => {
    observer.disconnect();
    released.abort();
  };
  observer.observe(content);
  for (const type of ['wheel', 'pointerdown', 'keydown']) {
    window.addEventListener(type, release, { signal: released.signal, capture: true });
  }
  const timer = setTimeout(release, settlingMs);
  released.signal.addEventListener('abort', () => clearTimeout(timer));
  section.scrollIntoView({ block: 'start' });
  return release;
}
