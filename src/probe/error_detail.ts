import type { IoError } from "../io/io.ts";
import type { ObservationDetail } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";

/** The raw facts of a failed operation, as an observation keeps them. */
export function errorDetail(error: IoError): ObservationDetail {
  return {
    errorName: error.originalName,
    message: scrub(error.message),
    ...(error.code !== undefined && { code: error.code }),
  };
}

/** Whether a failed operation means that the peer ended the stream. */
export function isHangUp(error: IoError): boolean {
  return error.code === "ECONNRESET" || error.code === "ECONNABORTED" ||
    error.code === "EPIPE";
}

/** Whether a failed operation means that the peer sent a fatal TLS alert. */
export function isTlsAlert(error: IoError): boolean {
  return /^ERR_SSL_\w*ALERT/.test(error.code ?? "");
}
