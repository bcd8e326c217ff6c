/** The address below a webhook URL at which a tunnel check's nonce arrives. */
export const checkUrl = (webhookUrl: string, nonce: string): string => `${webhookUrl}/check/${nonce}`;

/**
 * Takes the path of a tunnel check apart: `/hook/<token>/check/<nonce>`, authenticated as the
 * webhook is, by its first part. It is no webhook: nothing of it is stored or counted.
 */
export function readCheckPath(path: string): { webhookPath: string; nonce: string } | null {
  const [, webhookPath, nonce] = /^(\/hook\/[0-9a-f]{32})\/check\/([0-9a-f]{32})$/.exec(path) ?? [];
  return webhookPath === undefined || nonce === undefined ? null : { webhookPath, nonce };
}
