import { type Answer, AnswerError, failure, htmlAnswer, type Json, jsonAnswer, type WireRow } from "./answer.js";
import { listAnswer } from "./list.js";
import type { MessageKey } from "./messages.js";
import type { Multipart } from "./multipart.js";
import { present } from "./present.js";
import { isRecord, type PhpValue, type SimulatedRequest } from "./request.js";
import { addDocument } from "./resources/documents.js";
import { resources } from "./resources/index.js";
import type { Context, Input, Outcome, Resource } from "./resources/resource.js";

/** `/Ticket`, `/Ticket/7`, `/Ticket/7/ITILFollowup`. */
interface ItemPath {
  readonly type: string;
  readonly id: string;
  readonly child: string;
}

/** What one request does with items: read, list, add, change, remove. */
export class ItemEndpoints {
  readonly #context: Context;
  readonly #request: SimulatedRequest;
  readonly #query: Readonly<Record<string, PhpValue>>;
  readonly #multipart: Multipart | undefined;

  constructor(
    context: Context,
    request: SimulatedRequest,
    query: Readonly<Record<string, PhpValue>>,
    multipart: Multipart | undefined,
  ) {
    this.#context = context;
    this.#request = request;
    this.#query = query;
    this.#multipart = multipart;
  }

  answer(path: ItemPath): Answer {
    const resource = resources[path.type];
    if (resource === undefined) throw this.#unknownResource();
    const id = /^\d+$/.test(path.id) ? Number(path.id) : undefined;
    const { method } = this.#request;
    if (method === "GET") return id === undefined ? this.#list(path.type, resource) : this.#get(path, resource, id);
    if (method === "POST" && path.type === "Document" && this.#multipart !== undefined) {
      return this.#upload(this.#multipart);
    }
    if (method === "POST" && resource.add !== undefined) return this.#add(path.type, resource.add);
    if (method === "PUT" && id !== undefined && resource.update !== undefined) {
      return this.#update(resource, id, resource.update);
    }
    if (method === "DELETE" && id !== undefined && resource.remove !== undefined) {
      return this.#remove(resource, id, resource.remove);
    }
    throw this.#error(405, "ERROR_METHOD_NOT_ALLOWED", "methodNotAllowed");
  }

  #list(type: string, resource: Resource): Answer {
    if (!resource.canRead(this.#context)) throw this.#rightMissing();
    const rows = resource.list(this.#context, undefined, this.#query);
    return listAnswer(this.#context.database, type, rows, this.#query);
  }

  #get(path: ItemPath, resource: Resource, id: number): Answer {
    const row =
      resource.get?.(this.#context, id) ?? resource.list(this.#context, undefined, {}).find((each) => each.id === id);
    if (row === undefined) throw this.#notFound();
    if (row === "denied" || !resource.canRead(this.#context)) throw this.#rightMissing();
    if (path.child === "") return jsonAnswer(200, present(this.#context.database, row, this.#query));
    const child = resources[path.child];
    if (child === undefined) throw this.#unknownResource();
    if (!child.canRead(this.#context)) throw this.#rightMissing();
    const rows = child.list(this.#context, { type: path.type, id }, this.#query);
    return listAnswer(this.#context.database, path.child, rows, this.#query);
  }

  #add(type: string, add: (context: Context, input: Input) => Outcome): Answer {
    const input = this.#input(this.#request.body);
    if (isRecord(input)) {
      const outcome = add(this.#context, input);
      if ("refused" in outcome) throw this.#refused("ERROR_GLPI_ADD", outcome.refused);
      return this.#created(type, outcome.id, { id: outcome.id, message: outcome.message });
    }
    const outcomes = input.map((each) => add(this.#context, each));
    const rows: WireRow[] = outcomes.map((outcome) =>
      "refused" in outcome ? { id: false, message: outcome.refused } : { id: outcome.id, message: outcome.message },
    );
    const failed = outcomes.filter((outcome) => "refused" in outcome).length;
    if (failed === 0) return jsonAnswer(201, rows);
    if (failed === rows.length) throw this.#refused("ERROR_GLPI_ADD", rows);
    return jsonAnswer(207, ["ERROR_GLPI_PARTIAL_ADD", rows]);
  }

  #upload({ manifest, files }: Multipart): Answer {
    if (manifest === undefined) {
      if (this.#context.database.version === 11) return htmlAnswer(500, "Error - GLPI");
      throw this.#error(400, "ERROR_JSON_PAYLOAD_INVALID", "jsonInvalid");
    }
    const outcome = addDocument(this.#context, this.#oneInput(manifest), files);
    if ("refused" in outcome) throw this.#refused("ERROR_GLPI_ADD", outcome.refused);
    const { id, message, uploadResult } = outcome;
    return this.#created("Document", id, { id, message, upload_result: uploadResult });
  }

  #update(resource: Resource, id: number, update: NonNullable<Resource["update"]>): Answer {
    const input = this.#oneInput(this.#request.body);
    if (resource.get?.(this.#context, id) === undefined) throw this.#notFound();
    return this.#changed("ERROR_GLPI_UPDATE", update(this.#context, id, input));
  }

  #remove(resource: Resource, id: number, remove: NonNullable<Resource["remove"]>): Answer {
    if (resource.get?.(this.#context, id) === undefined) throw this.#notFound();
    const forcePurge = ["true", "1"].includes(String(this.#query.force_purge));
    return this.#changed("ERROR_GLPI_DELETE", remove(this.#context, id, forcePurge));
  }

  #changed(code: string, outcome: Outcome): Answer {
    if ("refused" in outcome) throw this.#refused(code, outcome.refused);
    return jsonAnswer(200, [{ [outcome.id]: true, message: outcome.message }]);
  }

  #created(type: string, id: number, body: Json): Answer {
    return jsonAnswer(201, body, { location: `${this.#context.base}/${type}/${id}` });
  }

  #input(body: unknown): Input | readonly Input[] {
    const input = isRecord(body) ? body.input : undefined;
    if (isRecord(input)) return input;
    if (Array.isArray(input) && input.length > 0 && input.every(isRecord)) return input;
    throw this.#error(400, "ERROR_BAD_ARRAY", "inputMissing");
  }

  #oneInput(body: unknown): Input {
    const input = this.#input(body);
    if (isRecord(input)) return input;
    throw this.#error(400, "ERROR_BAD_ARRAY", "inputMissing");
  }

  #refused(code: string, detail: Json): AnswerError {
    return new AnswerError(jsonAnswer(400, [code, detail]));
  }

  #rightMissing(): AnswerError {
    return this.#error(403, "ERROR_RIGHT_MISSING", "permissionDenied");
  }

  #notFound(): AnswerError {
    return this.#error(404, "ERROR_ITEM_NOT_FOUND", "itemNotFound");
  }

  #unknownResource(): AnswerError {
    return this.#error(400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "resourceUnknown");
  }

  #error(status: number, code: string, key: MessageKey): AnswerError {
    return failure(this.#context.database.version, status, code, key);
  }
}
