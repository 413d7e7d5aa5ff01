// Sends what people do to the sandbox; what it refuses is shown as a small note.

import { toast } from "./toasts.js";

export async function call(path, body = {}, { quiet = false } = {}) {
  let response;
  try {
    response = await fetch(`/_sandbox/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    toast("The sandbox does not answer any more. Start it again with “make demo”.");
    return null;
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (!quiet) toast(answer.error || "That did not work.");
  return null;
}
