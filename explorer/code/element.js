// Elements built from values. Text is always text: nothing an answer holds is read as HTML.

/**
 * Return an element. `attributes`: `on` maps event names to listeners, `css` sets custom
 * properties (inline style attributes are forbidden by the policy of the page), true and false
 * set and leave out. `children`: nodes, strings, arrays of them; null and false are skipped.
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (name === "css") {
      for (const [property, setting] of Object.entries(value)) made.style.setProperty(property, setting);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...present(children));
  return made;
}

/** Return children that can be appended: flat, without null, undefined and false. */
export function present(children) {
  return children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false);
}

/** Return the official Chinese words, marked as such for screen readers and fonts. */
export function chinese(words, tag = "span", attributes = {}) {
  return el(tag, { lang: "zh-CN", ...attributes }, words);
}

/** Return words that are in English only, marked as such. */
export function english(words, tag = "span", attributes = {}) {
  return el(tag, { lang: "en", ...attributes }, words);
}
