// Days and instants as the service means them: in Asia/Shanghai, which has no daylight saving.

const OFFSET = "+08:00";

/** Return today in Shanghai, ISO 8601. */
export function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
}

/** Return a day some days later or earlier. */
export function shifted(day, days) {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Return the first and last day of the month, quarter or year that holds a day. */
export function period(day, kind) {
  const [year, month] = day.split("-").map(Number);
  const months = { month: 1, quarter: 3, year: 12 }[kind];
  const first = kind === "month" ? month : Math.floor((month - 1) / months) * months + 1;
  const last = new Date(Date.UTC(year, first - 1 + months, 0));
  return { from: `${year}-${String(first).padStart(2, "0")}-01`, to: last.toISOString().slice(0, 10) };
}

/** Return an instant as a value for `datetime-local`, in Shanghai's time. */
export function toLocal(value) {
  if (!value) return "";
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return "";
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19);
}

/** Return the instant that a value of `datetime-local` means, ISO 8601 with offset. */
export function fromLocal(value) {
  if (!value) return "";
  return `${value.length === 16 ? `${value}:00` : value}${OFFSET}`;
}
