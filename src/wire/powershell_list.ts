import { isObject, type JsonObject, listOf } from "./bounded_json.ts";

/**
 * The objects of a list that PowerShell printed as JSON: an array, one object
 * alone, nothing, or, as Windows PowerShell 5.1 prints some arrays,
 * `{"value":[…],"Count":2}`.
 *
 * @param value A member of parsed JSON.
 * @returns The objects; other entries are left out.
 */
export function powershellList(value: unknown): readonly JsonObject[] {
  const wrapped = isObject(value) && Array.isArray(value["value"]) &&
    typeof value["Count"] === "number";
  return listOf(wrapped ? value["value"] : value).filter(isObject);
}
