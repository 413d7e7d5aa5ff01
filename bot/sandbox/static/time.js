// Times as people read them, Slack's own date codes among them.

const pad = (number) => String(number).padStart(2, "0");

export const clock = (date) => `${pad(date.getHours())}:${pad(date.getMinutes())}`;
export const ofTs = (ts) => new Date(parseFloat(ts) * 1000);

const sameDay = (one, other) => one.toDateString() === other.toDateString();
const daysBefore = (days) => new Date(Date.now() - days * 86_400_000);
const long = (date) => date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const plain = (date) => date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
const short = (date) => date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function dayName(date) {
  return pretty(date, (other) => other.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" }));
}

function pretty(date, otherwise) {
  if (sameDay(date, new Date())) return "Today";
  if (sameDay(date, daysBefore(1))) return "Yesterday";
  if (sameDay(date, daysBefore(-1))) return "Tomorrow";
  return otherwise(date);
}

export function ago(date) {
  const seconds = Math.round((Date.now() - date) / 1000);
  const future = seconds < 0;
  const size = Math.abs(seconds);
  const [count, unit] = size < 60 ? [size, "second"] : size < 3600 ? [Math.round(size / 60), "minute"]
    : size < 86_400 ? [Math.round(size / 3600), "hour"] : [Math.round(size / 86_400), "day"];
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return future ? `in ${words}` : `${words} ago`;
}

// X's short form: now, 12s, 4m, 2h, 5 Nov.
export function brief(date) {
  const seconds = Math.max(0, (Date.now() - date) / 1000);
  if (seconds < 5) return "now";
  if (seconds < 60) return `${Math.floor(seconds)}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h`;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

const CODES = {
  date_num: (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
  date_slash: (date) => `${pad(date.getDate())}/${pad(date.getMonth() + 1)}/${date.getFullYear()}`,
  date: plain,
  date_short: short,
  date_long: long,
  date_pretty: (date) => pretty(date, plain),
  date_short_pretty: (date) => pretty(date, short),
  date_long_pretty: (date) => pretty(date, long),
  time: clock,
  time_secs: (date) => `${clock(date)}:${pad(date.getSeconds())}`,
  ago,
  day_divider_pretty: dayName,
  date_long_full: long,
  date_pretty_short: (date) => pretty(date, short),
};

// `format` as in <!date^…>: text with {codes}. In the middle of a sentence “today” is written small.
export function slackDate(seconds, format) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.valueOf())) return null;
  return format.replace(/\{(\w+)\}/g, (code, name, at) => {
    const words = CODES[name] ? CODES[name](date) : code;
    return at > 0 && /pretty/.test(name) && /^(Today|Yesterday|Tomorrow)$/.test(words) ? words.toLowerCase() : words;
  });
}
