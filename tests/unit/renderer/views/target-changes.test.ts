import { expect, test } from 'vitest';
import { withEdited, withTurned } from '../../../../renderer/views/settings/forwarding/target-changes.ts';

const target = {
  id: 'crm',
  name: 'CRM',
  url: 'http://localhost:9/',
  isOn: true,
  query: '',
  forwardsOwn: false,
  forwardsRedeliveries: false,
};
const other = { ...target, id: 'other' };

test('an edited target that was stopped meanwhile stays off, and one that was turned on stays on', () => {
  const stopped = { ...target, isOn: false };
  expect(withEdited([other, stopped], { ...target, name: 'Our CRM' })).toEqual([
    other,
    { ...stopped, name: 'Our CRM' },
  ]);
  expect(withEdited([target], { ...stopped, name: 'Our CRM' })).toEqual([{ ...target, name: 'Our CRM' }]);
});

test('a target that is not in the list is added as it is', () => {
  expect(withEdited([other], target)).toEqual([other, target]);
});

test('turning a target on or off keeps what else was changed, and brings none back that was deleted', () => {
  expect(withTurned([other, { ...target, name: 'Our CRM' }], 'crm', false)).toEqual([
    other,
    { ...target, name: 'Our CRM', isOn: false },
  ]);
  expect(withTurned([other], 'crm', true)).toEqual([other]);
});
