import { type RefObject, useEffect, useState } from 'react';
import { t } from '../../../shared/i18n/translate.ts';
import { type SettingsSection, settingsSections } from './settings-sections.ts';

interface Props {
  /** What scrolls the sections. */
  scroller: RefObject<HTMLElement | null>;
  onGoTo: (id: SettingsSection) => void;
  /** Called whenever another section is being read. */
  onRead: (id: SettingsSection) => void;
}

/** A section counts as the one being read once its top is this far below the page's. */
const readingLinePx = 120;

/** The way to each section: beside them where there is room, above them where not. */
export function SettingsNavigation({ scroller, onGoTo, onRead }: Props) {
  const current = useCurrentSection(scroller);
  useEffect(() => onRead(current), [current, onRead]);
  return (
    <nav className="settings-nav" aria-label={t('settings.sections')}>
      <ul>
        {settingsSections.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              className="settings-nav-link"
              aria-current={id === current ? 'true' : undefined}
              onClick={() => onGoTo(id)}
            >
              {t(title)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The section at the top of what is in sight; the last one at the very end. */
function useCurrentSection(scroller: RefObject<HTMLElement | null>): SettingsSection {
  const [current, setCurrent] = useState<SettingsSection>(settingsSections[0].id);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => setCurrent(findCurrent(element));
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  return current;
}

function findCurrent(scroller: HTMLElement): SettingsSection {
  const isAtEnd = scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  const top = scroller.getBoundingClientRect().top + readingLinePx;
  const begun = settingsSections.filter(({ id }) => {
    const section = document.getElementById(`settings-${id}`);
    return section !== null && section.getBoundingClientRect().top <= top;
  });
  return (isAtEnd ? settingsSections.at(-1) : begun.at(-1))?.id ?? settingsSections[0].id;
}
