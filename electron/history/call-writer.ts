import type { PopupOutcome } from '../../shared/calls.ts';
import type { TelecmiEvent } from '../../shared/event-schema.ts';
import type { RequestOrigin } from '../../shared/requests.ts';
import { deriveCall } from './derive-call.ts';
import { createNumbering } from './numbering.ts';
import type { Database } from './open-database.ts';
import {
  type CallRow,
  callColumns,
  type EventRow,
  selectEvents,
  toCallEvent,
  toCallValues,
  toOriginValue,
} from './rows.ts';

interface WrittenEvent {
  eventId: number;
  callId: number;
  /** The call that was merged into this one because both turned out to be the same conversation. */
  mergedCallId: number | null;
}

/** An event that was not there before. */
interface NewEvent extends WrittenEvent {
  /** Its call's row where the event is the call's first: then it needs no refresh. */
  newCall: CallRow | null;
}

/** An event that was delivered before. */
interface KnownEvent extends WrittenEvent {
  isOwn: boolean;
  /** See `RecordedEvent`. */
  undecidedSince: number | null;
}

type KnownEventRow = Pick<EventRow, 'id' | 'origin' | 'popup' | 'received_at'> & { call_id: number };

/** How an event came. */
export interface EventArrival {
  /** Epoch ms. */
  receivedAt: number;
  origin: RequestOrigin;
}

/**
 * Writes events and keeps the calls derived from them. Runs inside the caller's transaction.
 *
 * @param takenEvents new events are numbered above this
 */
export function createCallWriter(database: Database, takenEvents = 0) {
  const selectEvent = database.prepare(
    'SELECT id, call_id, origin, popup, received_at FROM events WHERE leg_id = ? AND leg = ? AND type = ? AND status = ?',
  );
  const insertEvent = database.prepare(`
    INSERT INTO events (id, call_id, kind, leg_id, leg, type, status, leg_started_at, received_at, fields, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const nextEventId = createNumbering(database, 'events', takenEvents);
  const takeOverEvent = database.prepare(`
    UPDATE events SET kind = ?, leg_started_at = ?, received_at = ?, fields = ?, popup = NULL, origin = NULL WHERE id = ?`);
  const selectCallByConversation = database.prepare('SELECT id FROM calls WHERE conversation_uuid = ?');
  const selectCallByLeg = database.prepare('SELECT call_id FROM events WHERE leg_id = ? ORDER BY id LIMIT 1');
  const insertCall = database.prepare(`
    INSERT INTO calls (conversation_uuid, ${callColumns.join(', ')}, unread)
    VALUES (?, ${callColumns.map(() => '?').join(', ')}, ?) RETURNING *`);
  const moveEvents = database.prepare('UPDATE events SET call_id = ? WHERE call_id = ?');
  const deleteCall = database.prepare('DELETE FROM calls WHERE id = ? RETURNING *');
  // What a person did with either of the two stays done. Deleted is only what was deleted as a whole.
  const inheritCall = database.prepare(`
    UPDATE calls SET unread = max(unread, ?2), is_pinned = max(is_pinned, ?3),
      note = CASE WHEN note = '' OR ?4 = '' OR note = ?4 THEN max(note, ?4) ELSE note || char(10) || ?4 END,
      deleted_at = CASE WHEN ?5 IS NULL THEN NULL ELSE deleted_at END
    WHERE id = ?1`);
  const selectEventsOfCall = database.prepare(`${selectEvents} WHERE call_id = ? ORDER BY id`);
  const updateCall = database.prepare(`
    UPDATE calls SET ${callColumns.map((column) => `${column} = ?`).join(', ')}, unread = max(unread, ?)
    WHERE id = ? RETURNING *`);

  const callOfConversation = (conversationUuid: string): number | null => {
    const row = selectCallByConversation.get(conversationUuid);
    return row === undefined ? null : Number(row['id']);
  };

  const findCallOfLeg = (legId: string): number | null => {
    const row = selectCallByLeg.get(legId);
    return row === undefined ? null : Number(row['call_id']);
  };
  const insertCallOf = (
    event: TelecmiEvent,
    conversationUuid: string,
    { receivedAt, origin }: EventArrival,
  ): CallRow => {
    const { kind, leg, status, fields } = event;
    const call = deriveCall([{ kind, leg, status, receivedAt, deliveries: 1, fields, popup: null, origin }]);
    // Nobody has to be told of what they sent themselves.
    const isUnread = kind === 'outgoing_started' && origin === 'received';
    return insertCall.get(conversationUuid, ...toCallValues(call), Number(isUnread));
  };

  /**
   * The call an event belongs to. CDRs leave the conversation out, so a leg's events can
   * arrive before anything says which conversation the leg is of: then they wait under the
   * leg's own id, and are moved when an event names the conversation.
   */
  const resolveCall = (event: TelecmiEvent, arrival: EventArrival): Omit<NewEvent, 'eventId'> => {
    const callOfLeg = findCallOfLeg(event.legId);
    if (event.conversationUuid === null && callOfLeg !== null) {
      return { callId: callOfLeg, mergedCallId: null, newCall: null };
    }

    const conversationUuid = event.conversationUuid ?? event.legId;
    const known = callOfConversation(conversationUuid);
    const newCall = known === null ? insertCallOf(event, conversationUuid, arrival) : null;
    const callId = known ?? newCall?.id ?? 0;
    const waiting = event.legId === conversationUuid ? callId : callOfConversation(event.legId);
    if (waiting === null || waiting === callId || waiting !== callOfLeg) return { callId, mergedCallId: null, newCall };

    moveEvents.run(callId, waiting);
    const gone: CallRow | undefined = deleteCall.get(waiting);
    if (gone !== undefined) inheritCall.run(callId, gone.unread, gone.is_pinned, gone.note, gone.deleted_at);
    return { callId, mergedCallId: waiting, newCall: null };
  };

  return {
    /** The event with the same identity, if it was delivered before. */
    findEvent(event: TelecmiEvent): KnownEvent | null {
      const { legId, leg, type, status } = event;
      const row: KnownEventRow | undefined = selectEvent.get(legId, leg, type, status);
      if (row === undefined) return null;
      return {
        eventId: row.id,
        callId: row.call_id,
        mergedCallId: null,
        isOwn: row.origin !== null,
        undecidedSince: isDecided(row.popup) ? null : row.received_at,
      };
    },

    /** A call that the event begins is unread when it is a start that TeleCMI sent. */
    insertEvent(event: TelecmiEvent, arrival: EventArrival): NewEvent {
      const call = resolveCall(event, arrival);
      const { lastInsertRowid } = insertEvent.run(
        nextEventId(),
        call.callId,
        event.kind,
        event.legId,
        event.leg,
        event.type,
        event.status,
        event.legStartedAt,
        arrival.receivedAt,
        JSON.stringify(event.fields),
        toOriginValue(arrival.origin),
      );
      return { ...call, eventId: Number(lastInsertRowid) };
    },

    /** TeleCMI sends an event that until now only DialPop had sent: from here on it is TeleCMI's. */
    takeOverEvent(eventId: number, event: TelecmiEvent, receivedAt: number): void {
      takeOverEvent.run(event.kind, event.legStartedAt, receivedAt, JSON.stringify(event.fields), eventId);
    },

    /** Derives the call anew from its events (a handful) and returns its row. */
    refreshCall(callId: number, { becomesUnread }: { becomesUnread: boolean }): CallRow {
      const events: EventRow[] = selectEventsOfCall.all(callId);
      const call = deriveCall(events.map(toCallEvent));
      return updateCall.get(...toCallValues(call), Number(becomesUnread), callId);
    },
  };
}

/** Of an app that ended before it could decide, only the next start says something. */
function isDecided(popup: string | null): boolean {
  if (popup === null) return false;
  const { reason }: PopupOutcome = JSON.parse(popup);
  return reason !== 'shutting_down';
}
