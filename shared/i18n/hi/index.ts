import type { MessageKey } from '../en/index.ts';
import { hiActions } from './actions.ts';
import { hiAnswers } from './answers.ts';
import { hiCall } from './call.ts';
import { hiComposer } from './composer.ts';
import { hiData } from './data.ts';
import { hiDiagnostics } from './diagnostics.ts';
import { hiLinks } from './links.ts';
import { hiMain } from './main.ts';
import { hiPopups } from './popups.ts';
import { hiReasons } from './reasons.ts';
import { hiRequests } from './requests.ts';
import { hiSearch } from './search.ts';
import { hiSending } from './sending.ts';
import { hiTakeAway } from './take-away.ts';
import { hiTray } from './tray.ts';
import { hiTunnel } from './tunnel.ts';
import { hiTurnedAway } from './turned-away.ts';
import { hiWelcome } from './welcome.ts';
import { hiWhence } from './whence.ts';
import { hiWindow } from './window.ts';

/** The same in Hindi: a key that is missing or not in English does not compile. */
export const hi = {
  ...hiActions,
  ...hiAnswers,
  ...hiCall,
  ...hiComposer,
  ...hiData,
  ...hiDiagnostics,
  ...hiLinks,
  ...hiMain,
  ...hiPopups,
  ...hiReasons,
  ...hiRequests,
  ...hiSearch,
  ...hiSending,
  ...hiTakeAway,
  ...hiTray,
  ...hiTunnel,
  ...hiTurnedAway,
  ...hiWelcome,
  ...hiWhence,
  ...hiWindow,
} as const satisfies Record<MessageKey, string>;
