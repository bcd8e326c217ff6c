/** The listener with forwarding in a process of its own, to be killed. Started by `forwarding-crash.test.ts` only. */
import { makeTarget, startForwardingApp } from './forwarding-fixture.ts';

const [, , folder = '', url = ''] = process.argv;
const app = await startForwardingApp({ folder, targets: [makeTarget({ id: 'crm', url })] });
process.on('disconnect', () => process.exit());
process.send?.({ port: app.webhook.port });
