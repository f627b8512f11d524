// Where quoted words stand in a document: white space, `*` and `#` aside, as the service quotes.

const IGNORED = /[\s*#\ufeff]/;

/** A document's text with its folded form, and the way back to lines. */
export class Source {
  constructor(text) {
    this.text = text;
    this.offsets = [];
    let folded = "";
    for (let place = 0; place < text.length; place += 1) {
      if (IGNORED.test(text[place])) continue;
      folded += text[place];
      this.offsets.push(place);
    }
    this.folded = folded;
    this.lines = [0];
    for (let place = text.indexOf("\n"); place >= 0; place = text.indexOf("\n", place + 1)) this.lines.push(place + 1);
  }

  /** Return [start, end) of quoted words that begin on a line (from 1), or null. */
  find(quote, line) {
    const words = [...quote].filter((each) => !IGNORED.test(each)).join("");
    if (words === "") return null;
    const from = line ? this.lines[line - 1] ?? 0 : 0;
    const begins = this.offsets.findIndex((offset) => offset >= from);
    let at = begins < 0 ? -1 : this.folded.indexOf(words, begins);
    if (at < 0) at = this.folded.indexOf(words);
    return at < 0 ? null : [this.offsets[at], this.offsets[at + words.length - 1] + 1];
  }

  /** Return the line, from 1, on which an offset stands. */
  lineOf(offset) {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.lines[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
