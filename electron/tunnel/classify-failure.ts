import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import type { TunnelProblem } from '../../shared/tunnel.ts';

/** Why a check did not arrive, with what the sentence about it has to say besides. */
export interface TunnelFailure {
  problem: TunnelProblem;
  detail: string;
}

/** Longest part of an error's own words that is shown. */
const maximumDetailLength = 160;

const problemsByCode: Record<string, TunnelProblem> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  EAI_NODATA: 'name_not_found',
  EAI_NONAME: 'name_not_found',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed_out',
  ECONNRESET: 'not_forwarded',
  EPIPE: 'not_forwarded',
  EPROTO: 'tls_failure',
};

/** OpenSSL's and BoringSSL's words for a handshake that failed or a certificate that is not trusted. */
const tlsCode =
  /^(ERR_(TLS|SSL|OSSL)_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/;

/** Puts what Node says of a request that failed into one of the problems people are told about. */
export function classifyFailure(error: unknown): TunnelFailure {
  const { code, message } = readError(error);
  const problem = problemOf(code);
  return { problem, detail: toPlainText(wordsFor(problem, code, message), maximumDetailLength) };
}

function problemOf(code: string): TunnelProblem {
  // What answers speaks something else than HTTP.
  if (code.startsWith('HPE_')) return 'somebody_else';
  return tlsCode.test(code) ? 'tls_failure' : (problemsByCode[code] ?? 'failed');
}

/** The system's own words, save where they mean nothing to anybody. */
function wordsFor(problem: TunnelProblem, code: string, message: string): string {
  switch (problem) {
    case 'somebody_else':
      return t('tunnel.detail.notHttp');
    case 'not_forwarded':
      return t('tunnel.detail.closed');
    case 'timed_out':
      return t('tunnel.detail.noConnection');
    case 'tls_failure':
      return code === 'EPROTO' || /wrong.version|packet length|http.request/i.test(message)
        ? t('tunnel.detail.notTls')
        : message;
    default:
      return message;
  }
}

/** A connection that was tried at several addresses fails with one error for each. */
function readError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const { message } = first instanceof Error && error.message === '' ? first : error;
  const code = 'code' in error ? String(error.code) : '';
  return { code, message: message === '' ? code : message };
}
