/* Numbers as text, and the shape in which the search compares: read as generator/find/packing.py and fold.py write them. */
(function () {
  "use strict";

  // -- numbers as text (generator/find/packing.py) ----------------------------------------------------------------

  const LAST = 56;
  const VALUES = new Uint8Array(128);
  let digits = 0;
  for (let code = 32; code < 127; code++) if (!'"\\<'.includes(String.fromCharCode(code))) VALUES[code] = digits++;
  const MORE = digits - LAST;

  function numbers(text) {
    const found = new Int32Array(text.length);
    let count = 0, value = 0, scale = 1;
    for (let at = 0; at < text.length; at++) {
      const digit = VALUES[text.charCodeAt(at)];
      value += scale * digit;
      if (digit < LAST) {
        found[count++] = value;
        value = 0;
        scale = 1;
      } else scale *= MORE;
    }
    return found.subarray(0, count);
  }

  function rising(values) {
    for (let at = 1; at < values.length; at++) values[at] += values[at - 1];
    return values;
  }

  function unsigned(value) {
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }

  // -- folding ----------------------------------------------------------------------------------------------------

  class Folding {
    constructor(parts) {
      this.table = new Map();
      const [dropped, from, to, longer] = parts;
      let code = 0;
      const runs = numbers(dropped);
      for (let at = 0; at < runs.length; at += 2) {
        code += runs[at];
        for (let end = code + runs[at + 1]; code < end; code++) this.table.set(code, "");
      }
      const codes = rising(numbers(from));
      let last = 0;
      numbers(to).forEach((step, at) => {
        last += unsigned(step);
        this.table.set(codes[at], String.fromCodePoint(last));
      });
      for (const group of longer.split(" ")) {
        const chars = Array.from(group);
        this.table.set(chars.pop().codePointAt(0), chars.join(""));
      }
    }

    /* Folded text, and for each of its code units where its character begins and ends in the text. */
    fold(text) {
      return this.run(text, "");
    }

    /* As `fold`, but marks and spaces stay as they are. */
    keep(text) {
      return this.run(text, null);
    }

    run(text, dropped) {
      const parts = [], starts = [], ends = [];
      for (let at = 0; at < text.length; ) {
        const code = text.codePointAt(at);
        const next = at + (code > 0xffff ? 2 : 1);
        let to = this.table.get(code);
        if (to === undefined || (to === "" && dropped === null)) to = text.slice(at, next);
        parts.push(to);
        for (let n = 0; n < to.length; n++) {
          starts.push(at);
          ends.push(next);
        }
        at = next;
      }
      return { text: parts.join(""), starts, ends };
    }
  }

  /* Where a folded phrase stands in folded text, as [start, end] in the text itself. */
  function places(folded, phrase) {
    const found = [];
    for (let at = folded.text.indexOf(phrase); at >= 0; at = folded.text.indexOf(phrase, at + phrase.length)) {
      found.push([folded.starts[at], folded.ends[at + phrase.length - 1]]);
    }
    return found;
  }

  self.ArchiveFind = { Folding, numbers, places, rising, unsigned };
})();
