/** A calendar day, ISO 8601: 2024-06-30. Days compare as text. */
export type Day = string;

/** An instant with its offset, ISO 8601: 2024-06-30T08:00:00+08:00. */
export type Instant = string;

/** A unified social credit code: 18 characters, the last one a check character. */
export type Uscc = string;
