import { useMutation } from '@tanstack/react-query';
import { CircleAlert, ExternalLink } from 'lucide-react';
import { describeLinkProblem } from '../../../../shared/call-link-problems.ts';
import { parseLinkTemplate } from '../../../../shared/call-link-template.ts';
import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { holdsCondition, linkOfCall } from '../../../../shared/call-links-of-call.ts';
import type { CallDetail } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { bridge } from '../../../bridge.ts';
import { describeNumber } from '../../../format/caller.ts';
import { failureOf } from '../../../format/failure.ts';
import { conditionProblem } from './condition-editor.tsx';

interface Props {
  id: string;
  draft: Omit<LinkTemplate, 'id'>;
  call: CallDetail | null | undefined;
  linkSchemes: string[];
}

type Preview = { kind: 'url'; url: string } | { kind: 'problem' | 'note'; text: string };

/** What becomes of a link for the last call, or what is wrong with it, while it is typed. */
export function LinkPreview({ id, draft, call, linkSchemes }: Props) {
  const { mutate, data, error } = useMutation({
    mutationFn: (value: string) => bridge().openValue({ kind: 'link', value }),
  });
  const preview = previewOf(draft, call, linkSchemes);
  const failure = failureOf(error, data);
  return (
    <div className="link-preview">
      <div id={id} className={`link-preview-text is-${preview.kind}`} aria-live="polite">
        {preview.kind === 'url' ? (
          <>
            <span className="link-preview-label">
              {t('links.preview.label', { number: describeNumber(call ?? { number: null, callerid: null }).text })}
            </span>
            <code className="url">{preview.url}</code>
          </>
        ) : (
          <>
            {preview.kind === 'problem' ? <CircleAlert aria-hidden /> : null}
            <span>{preview.text}</span>
          </>
        )}
        {failure === null ? null : <span className="field-error">{failure}</span>}
      </div>
      {preview.kind === 'url' ? (
        <button type="button" className="button" onClick={() => mutate(preview.url)}>
          <ExternalLink aria-hidden />
          {t('links.preview.open')}
        </button>
      ) : null}
    </div>
  );
}

function previewOf(
  { name, template, condition }: Omit<LinkTemplate, 'id'>,
  call: CallDetail | null | undefined,
  linkSchemes: string[],
): Preview {
  const text = template.trim();
  if (text === '') return { kind: 'note', text: t('links.preview.empty') };
  const parsed = parseLinkTemplate(text, linkSchemes);
  if (!parsed.ok) return { kind: 'problem', text: describeLinkProblem(parsed.problem) };
  const ofCondition = conditionProblem(condition);
  if (ofCondition !== null) return { kind: 'problem', text: ofCondition };
  if (call === null || call === undefined) return { kind: 'note', text: t('links.preview.noCall') };
  const link = linkOfCall(call, { id: 'preview', name, template: text, condition }, linkSchemes);
  if (link.status === 'unavailable') {
    return { kind: 'problem', text: t('links.preview.lastCall', { sentence: link.reason }) };
  }
  return holdsCondition(call, condition)
    ? { kind: 'url', url: link.url }
    : { kind: 'note', text: t('links.preview.conditionFails') };
}
