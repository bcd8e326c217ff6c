import { t } from '../i18n/translate.ts';
import type { Description } from './describe-diagnostics.ts';
import type { VersionFacts } from './diagnostics.ts';
import { row } from './format-moment.ts';

/** What runs and on what. The names of products are the same in every language. */
export function describeFound(facts: VersionFacts): Description {
  const { dialpop, electron, chromium, node, system, release, architecture, desktop, locale } = facts;
  return {
    state: 'fine',
    summary: `DialPop ${dialpop} · Electron ${electron}`,
    rows: [
      row('DialPop', dialpop),
      row('Electron', electron),
      row('Chromium', chromium),
      row('Node.js', node),
      row(t('diagnostics.row.system'), system),
      row(t('diagnostics.row.release'), `${release} · ${architecture}`),
      ...(desktop === null ? [] : [row(t('diagnostics.row.desktop'), desktop)]),
      row(t('diagnostics.row.locale'), locale),
    ],
  };
}
