// Sends what stands in inputs: one call at a time for each input, and of what piles up only the newest.

import { call } from "../api.js";

const lanes = new Map();

export function fill(spot, value) {
  const key = JSON.stringify([spot.where, spot.block_id, spot.action_id]);
  const lane = lanes.get(key) || { working: null, waiting: null };
  lanes.set(key, lane);
  lane.waiting = { spot, value };
  lane.working ||= work(key, lane);
  return lane.working;
}

async function work(key, lane) {
  while (lane.waiting) {
    const { spot, value } = lane.waiting;
    lane.waiting = null;
    await call("slack/fill", { ...spot, value });
  }
  lanes.delete(key);
}

// Resolves when all that was typed so far has arrived.
export async function filled() {
  await Promise.all([...lanes.values()].map((lane) => lane.working));
}
