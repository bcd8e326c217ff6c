const storageKey = 'recentCommands';
const remembered = 5;

/** The commands run last, the newest first; kept by the page, as it is of this window only. */
export function readRecentCommands(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(0, remembered) : [];
  } catch {
    return [];
  }
}

export function rememberCommand(id: string): void {
  const ids = [id, ...readRecentCommands().filter((other) => other !== id)].slice(0, remembered);
  localStorage.setItem(storageKey, JSON.stringify(ids));
}
