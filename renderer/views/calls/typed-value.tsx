import { ExternalLink, Mail, Phone } from 'lucide-react';
import { t } from '../../../shared/i18n/translate.ts';
import { bridge } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { describeFailure } from '../../format/failure.ts';
import type { ValueKind } from '../../format/value-kind.ts';

interface Props {
  kind: Exclude<ValueKind, { kind: 'plain' }>;
  /** The value as it came. */
  text: string;
}

const icons = { link: ExternalLink, email: Mail, phone: Phone };

/** A value that can be opened, written to or dialled; the main process checks it again. */
export function TypedValue({ kind, text }: Props) {
  const toast = useToast();
  const target = kind.kind === 'link' ? kind.url : kind.address;
  const shown = kind.kind === 'link' ? kind.text : text;
  const Icon = icons[kind.kind];
  const open = async () => {
    const result = await bridge()
      .openValue({ kind: kind.kind, value: target })
      .catch((error: unknown) => ({ ok: false as const, message: describeFailure(error) }));
    if (!result.ok) toast({ text: result.message, tone: 'problem' });
  };
  return (
    <button
      type="button"
      className="value-action"
      title={target}
      aria-label={t(`value.open.${kind.kind}`, { value: shown })}
      onClick={() => void open()}
    >
      <bdi>{shown}</bdi>
      <Icon aria-hidden />
    </button>
  );
}
