export type { Fault, FaultOptions, Faults } from "./faults.js";
export { GlpiSimulator, type GlpiSimulatorOptions, type SimulatedTicket } from "./glpi-simulator.js";
export type { NewCategory, NewEntity, NewLocation, NewTicket, NewUser } from "./new-rows.js";
export type { LoggedRequest, SimulatedRequest, UploadedFile } from "./request.js";
export type {
  CategoryRow,
  DocumentLinkRow,
  DocumentRow,
  EntityRow,
  FollowUpRow,
  GlpiVersion,
  ProfileRights,
  ProfileRow,
  ProfileUserRow,
  SessionRow,
  SolutionRow,
  TicketLinkRow,
  TicketRow,
  TicketUserRow,
  TreeRow,
  UserRow,
} from "./rows.js";
export type { Technician, TechnicianFile, TechnicianOptions, TicketChange } from "./technician.js";
