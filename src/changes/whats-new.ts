import type { CreateTicketIntegration } from "../config/integration.js";
import type { TicketStatus } from "../glpi/tickets.js";
import type { Timeline, TimelineItem, TimelineSolution } from "../glpi/timeline.js";
import type { Known } from "../store/changes.js";

/** What this package writes has the id of its batch, as a class. */
const ourMark = /\bwz-[a-z0-9]{20}\b/;

/** More than this are not told apart: those with lower ids are known. */
const MOST_KNOWN = 100;

/** A status as the customer hears of it; `due`: by when it is to be solved. */
type ToldStatus = CreateTicketIntegration["tellStatuses"][number];

/** What happened to a ticket that its customer does not know yet, each list in the order in which it happened. */
export interface News {
  answers: readonly TimelineItem[];
  /** `asks`: the customer has to say whether it helped. */
  solution?: (TimelineSolution & { asks: boolean }) | undefined;
  statuses: readonly Exclude<ToldStatus, "closed">[];
  closed: boolean;
  /** It was closed just now, by whomever. */
  isOver: boolean;
  /** What the customer knows when that is told. */
  known: Known;
}

/** For whom a ticket is, who writes what is ours, and before which time all is known; GLPI user ids, GLPI's own time. */
interface WhoseTicket {
  requesterId: number;
  /** Undefined where GLPI does not say. */
  apiUserId?: number | undefined;
  notBefore?: string;
}

/**
 * What is new in a ticket: public answers and solutions of anybody but the requester, and the statuses that the operator
 * chose. What came before `known.from`, or before `notBefore`, was there before. Pure.
 */
export function whatsNew(
  timeline: Timeline,
  known: Known,
  { requesterId, apiUserId, notBefore = "" }: WhoseTicket,
  { tellStatuses }: Pick<CreateTicketIntegration, "tellStatuses">,
): News {
  const from = [known.from ?? "", notBefore].reduce((one, other) => (one > other ? one : other));
  const isNew =
    (ids: readonly number[] = [], below = 0) =>
    (item: TimelineItem) =>
      item.id >= below && !ids.includes(item.id) && item.at > from;
  const followUps = timeline.followUps.filter(isNew(known.followUps, known.followUpsFrom));
  const solutions = timeline.solutions.filter(isNew(known.solutions, known.solutionsFrom));
  // A technician may work as the API user: what is ours has a mark. Another's that has one quotes us.
  const isOurs = ({ authorId, html }: TimelineItem) => {
    return authorId === requesterId || ((apiUserId ?? authorId) === authorId && ourMark.test(html));
  };
  const answers = followUps.filter((item) => !isOurs(item));
  // One that was refused meanwhile is none any more.
  const last = timeline.solutions.at(-1);
  const solution = last && solutions.includes(last) && last.status !== "refused" ? last : undefined;
  const { status } = timeline;
  // What it was before the watch began nobody knows.
  const before = known.status ?? (known.from === undefined ? "new" : status);
  const moved = status !== before;
  const wants = (each: ToldStatus) => tellStatuses.includes(each);
  const isOver = moved && status === "closed";
  const statuses = moved && status !== "closed" && isTold(status) && wants(status) && !solution ? [status] : [];
  const isDue = timeline.dueAt !== undefined && timeline.dueAt !== known.dueAt && wants("due");
  return {
    answers,
    solution: solution && { ...solution, asks: status === "solved" },
    statuses: isDue ? [...statuses, "due"] : statuses,
    closed: isOver && wants("closed") && !isClosedByCustomer(timeline, requesterId),
    isOver,
    known: {
      ...stillAsked(known, status),
      ...learn("followUps", known, timeline.followUps),
      ...learn("solutions", known, timeline.solutions),
      status,
      ...(timeline.dueAt !== undefined && { dueAt: timeline.dueAt }),
    },
  };
}

/** Whether a solution helped is asked as long as there is one; what was being told is over. */
function stillAsked({ asked, begun: _begun, untoldSince: _untoldSince, ...known }: Known, status: TicketStatus): Known {
  return asked === undefined || (asked.what === "verdict" && status !== "solved") ? known : { ...known, asked };
}

/** Whether there is anything to tell. */
export function isNews({ answers, solution, statuses, closed }: News): boolean {
  return answers.length > 0 || solution !== undefined || statuses.length > 0 || closed;
}

function isTold(status: TicketStatus): status is Exclude<ToldStatus, "due" | "closed"> {
  return status !== "new" && status !== "closed";
}

/** They approved the solution, and know. */
function isClosedByCustomer({ followUps, solutions }: Timeline, requesterId: number): boolean {
  const last = solutions.at(-1);
  if (last?.status !== "accepted") return false;
  return followUps.some(({ authorId, at }) => authorId === requesterId && at >= last.at);
}

function learn(which: "followUps" | "solutions", known: Known, items: readonly TimelineItem[]): Partial<Known> {
  const ids = [...new Set([...(known[which] ?? []), ...items.map(({ id }) => id)])].sort((one, other) => one - other);
  const dropped = ids.slice(0, -MOST_KNOWN).at(-1);
  const kept = { [which]: ids.slice(-MOST_KNOWN) };
  return dropped === undefined ? kept : { ...kept, [`${which}From`]: dropped + 1 };
}
