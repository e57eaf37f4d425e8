export interface FollowUpRow {
  readonly id: number;
  readonly ticketId: number;
  readonly content: string;
  readonly userId: number;
  readonly isPrivate: boolean;
  readonly requestTypeId: number;
  /** What it is shown under; when it was made, unless another date was sent. */
  readonly date: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Who changed its text; 0 is nobody. */
  readonly editorId: number;
}

export interface SolutionRow {
  readonly id: number;
  readonly ticketId: number;
  content: string;
  readonly userId: number;
  /** 2 waiting for approval, 3 accepted, 4 refused. */
  status: number;
  /** Who accepted or refused it; 0 is nobody. */
  approvedById: number;
  approvedAt: string | null;
  readonly createdAt: string;
}

/** A task of a ticket. */
export interface TaskRow {
  readonly id: number;
  readonly ticketId: number;
  readonly content: string;
  readonly userId: number;
  readonly isPrivate: boolean;
  /** When it is planned for. */
  readonly begin: string | null;
  readonly end: string | null;
  /** 0 information, 1 to do, 2 done. */
  readonly state: number;
  readonly createdAt: string;
}

/** GLPI's survey of a closed ticket. */
export interface SurveyRow {
  readonly id: number;
  readonly ticketId: number;
  readonly startedAt: string;
  answeredAt: string | null;
  /** What was answered, also where it is no number from 1 to 5: GLPI does not look. */
  score: number | null;
  comment: string | null;
}
