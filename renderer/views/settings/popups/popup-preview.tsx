import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { linksOfCall } from '../../../../shared/call-links-of-call.ts';
import type { CallDetail } from '../../../../shared/calls.ts';
import { formatNotification } from '../../../../shared/format-notification.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { popupActionLabel } from '../../../../shared/popup-action-label.ts';
import type { PopupRules } from '../../../../shared/popup-rules.ts';
import { BrandMark } from '../../../components/brand-mark.tsx';
import { useLastCall } from '../../../hooks/use-last-call.ts';
import { Setting } from '../setting.tsx';

interface Props {
  rules: PopupRules;
  links: LinkTemplate[];
  linkSchemes: string[];
}

/** What the last call's popup would say and offer with these rules. */
export function PopupPreview({ rules, links, linkSchemes }: Props) {
  const call = useLastCall();
  if (call === undefined) return null;
  return (
    <Setting
      label={t('popups.preview.label')}
      description={t(call === null ? 'popups.preview.noCall' : 'popups.preview.description')}
    >
      {call === null ? null : <Preview call={call} rules={rules} labels={labelsOf(call, rules, links, linkSchemes)} />}
    </Setting>
  );
}

function Preview({ call, rules, labels }: { call: CallDetail; rules: PopupRules; labels: string[] }) {
  const { title, body } = formatNotification(call, rules.fields);
  return (
    <figure className="popup-preview" aria-label={t('popups.preview.label')}>
      <BrandMark />
      <div className="popup-preview-text">
        <p className="popup-preview-title">
          <bdi>{title}</bdi>
        </p>
        {body.split('\n').map((line, index) => (
          // Lines of one text have nothing to tell them apart but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: as said above.
          <p key={index} className="popup-preview-line">
            <bdi>{line}</bdi>
          </p>
        ))}
        {labels.length === 0 ? null : (
          <ul className="popup-preview-buttons">
            {labels.map((label, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may be called alike.
              <li key={index}>{label}</li>
            ))}
          </ul>
        )}
      </div>
    </figure>
  );
}

function labelsOf(call: CallDetail, rules: PopupRules, links: LinkTemplate[], linkSchemes: string[]): string[] {
  const ready = linksOfCall(call, links, linkSchemes).filter(({ status }) => status === 'ready');
  return rules.buttons.map((action) => popupActionLabel(action, call.number, ready)).filter((label) => label !== null);
}
