/* The search engine: loads the index piece by piece and finds every unit (title, field, paragraph) that holds a phrase.
 *
 * The same code runs in a page and in a worker, over http and from a disk: every piece is a classic script with one call,
 * `findChunk(name, value, …)`. What the pieces hold is said in generator/find/index.py. Written in ES2017, as it is.
 */
(function () {
  "use strict";

  const { Folding, numbers, places, rising, unsigned } = self.ArchiveFind;

  // -- pieces of the index ----------------------------------------------------------------------------------------

  const inPage = typeof document !== "undefined"; // also in the frame that stands in for a worker on file://
  const arrived = {};

  self.findChunk = function (name) {
    arrived[name] = Array.prototype.slice.call(arguments, 1);
  };

  function load(url) {
    if (!inPage) {
      // A pause first, so that a worker hears of a newer query before it waits for the network.
      return new Promise((done) => setTimeout(done)).then(() => self.importScripts(url));
    }
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.charset = "utf-8";
      script.onload = done;
      script.onerror = () => fail(new Error("cannot load " + url));
      script.src = url;
      document.head.appendChild(script);
    });
  }

  class Chunks {
    constructor(base) {
      this.base = base;
      this.asked = {};
    }

    /* The values of a piece; asked for once, and again only if it did not come. */
    get(name) {
      if (!this.asked[name]) {
        this.asked[name] = load(this.base + name + ".js").then(
          () => {
            const values = arrived[name];
            delete arrived[name];
            if (!values) throw new Error("nothing in " + name);
            return values;
          }
        );
        this.asked[name].catch(() => delete this.asked[name]);
      }
      return this.asked[name];
    }
  }

  // -- lists of units ---------------------------------------------------------------------------------------------

  function both(one, other) {
    const found = new Int32Array(Math.min(one.length, other.length));
    let count = 0;
    for (let a = 0, b = 0; a < one.length && b < other.length; ) {
      if (one[a] === other[b]) {
        found[count++] = one[a];
        a++;
        b++;
      } else if (one[a] < other[b]) a++;
      else b++;
    }
    return found.subarray(0, count);
  }

  /* The place of the last element that is not greater. */
  function below(values, value) {
    let low = 0, high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const FEW_SHARDS = 5; // so many texts are read to check candidates before the places of pairs are loaded
  const READ_SHARDS = 40; // so many texts are read to check the marks of a quoted phrase, unless all are asked for

  // -- the engine -------------------------------------------------------------------------------------------------

  class Engine {
    constructor(base) {
      this.chunks = new Chunks(base);
      this.buckets = {};
      this.shards = {};
      this.columns = {};
      this.most = READ_SHARDS;
    }

    /* What every search needs: the table of folding, the table of contents, the documents. */
    ready() {
      if (!this.started) {
        this.started = Promise.all(["index", "fold", "docs"].map((name) => this.chunks.get(name))).then((parts) => {
          this.index = parts[0][0];
          this.folding = new Folding(parts[1][0]);
          this.setDocuments(parts[2]);
          return this;
        });
        this.started.catch(() => (this.started = null));
      }
      return this.started;
    }

    setDocuments(columns) {
      const counts = numbers(columns[0]);
      this.count = counts.length;
      this.first = new Int32Array(this.count + 1); // first unit of each document
      this.titled = new Uint8Array(this.count);
      this.dates = numbers(columns[1]);
      this.starts = rising(numbers(columns[2])); // first unit of each shard
      let date = 0;
      for (let at = 0; at < this.count; at++) {
        this.first[at + 1] = this.first[at] + (counts[at] >> 1);
        this.titled[at] = counts[at] & 1;
        this.dates[at] = date += unsigned(this.dates[at]);
      }
    }

    documentOf(unit) {
      return below(this.first, unit);
    }

    isTitle(unit) {
      const document = this.documentOf(unit);
      return this.titled[document] === 1 && this.first[document] === unit;
    }

    // -- postings -----------------------------------------------------------------------------------------------

    /* The file of a kind (k, p, u) that a key would be in: where each of its keys has its list, and the lists. */
    bucket(kind, key) {
      const firsts = this.index.keys[kind];
      const number = below(firsts, key);
      if (number < 0) return Promise.resolve(null);
      const name = kind + "/" + number;
      if (!this.buckets[name]) {
        this.buckets[name] = this.chunks.get(name).then((values) => {
          const places = new Map();
          for (const group of kind === "u" ? [values[0]] : values[0].split(" ")) {
            const chars = Array.from(group);
            const lead = kind === "u" ? "" : chars.shift();
            for (const char of chars) places.set(lead + char, places.size);
          }
          return { places, lists: values[1].split("<"), read: {} };
        });
        this.buckets[name].catch(() => delete this.buckets[name]);
      }
      return this.buckets[name];
    }

    /* The units that a key stands in. */
    async units(kind, key) {
      const bucket = await this.bucket(kind, key);
      if (!bucket || !bucket.places.has(key)) return new Int32Array(0);
      if (!bucket.read[key]) bucket.read[key] = rising(numbers(bucket.lists[bucket.places.get(key)]));
      return bucket.read[key];
    }

    /* The offsets of a pair in those of its units that are wanted: by unit, each offset with 1 where a mark or space is
       printed inside the pair. */
    async offsets(key, wanted) {
      const [units, bucket] = await Promise.all([this.units("k", key), this.bucket("p", key)]);
      const [counts, steps, broken] = [0, 1, 2].map((part) => numbers(bucket.lists[3 * bucket.places.get(key) + part]));
      const inside = new Uint8Array(steps.length);
      for (const place of rising(broken)) inside[place] = 1;
      const found = new Map();
      for (let at = 0, next = 0, want = 0; at < units.length; at++) {
        const end = next + counts[at] + 1;
        while (want < wanted.length && wanted[want] < units[at]) want++;
        if (wanted[want] === units[at]) {
          const here = new Map();
          for (let place = next, offset = 0; place < end; place++) here.set((offset += steps[place]), inside[place]);
          found.set(units[at], here);
        }
        next = end;
      }
      return found;
    }

    /* How much a pair weighs: 0 for most, more for those whose lists fill a file. */
    weight(key) {
      const place = this.index.heavy.indexOf(key);
      return place < 0 ? 0 : this.index.heavy.length - place;
    }

    // -- phrases ------------------------------------------------------------------------------------------------

    /* Every unit that has a folded phrase, in order. Exact. */
    async phrase(folded) {
      const chars = Array.from(folded);
      if (!chars.length) return new Int32Array(0);
      if (chars.length === 1) return this.units("u", folded);
      const pairs = chars.slice(1).map((char, at) => ({ key: chars[at] + char, at }));
      const found = await this.candidates(pairs);
      if (pairs.length === 1 || !found.length) return found;
      return this.shardsOf(found).length <= FEW_SHARDS
        ? this.checkedByText(found, folded)
        : this.checkedByPlace(found, covering(pairs));
    }

    /* Units that have the pairs of a phrase: light ones first, and no more of them than it takes. */
    async candidates(pairs) {
      const ordered = pairs.slice().sort((one, other) => this.weight(one.key) - this.weight(other.key) || one.at - other.at);
      const rare = ordered.filter((pair) => !this.weight(pair.key));
      const chosen = rare.length > 2 ? [rare[0], rare[rare.length - 1], rare[rare.length >> 1]] : ordered.slice(0, 2);
      const queue = chosen.concat(covering(pairs).filter((pair) => !chosen.includes(pair)));
      let found = null;
      for (let at = 0; at < queue.length; at++) {
        if (at === 0 && queue.length > 1) this.bucket("k", queue[1].key); // will be wanted: ask for both at once
        const units = await this.units("k", queue[at].key);
        found = found ? both(found, units) : units;
        if (at > 0 && this.shardsOf(found).length <= FEW_SHARDS) break;
        if (!found.length) break;
      }
      return found;
    }

    shardsOf(units) {
      const shards = [];
      for (let at = 0; at < units.length; at++) {
        const shard = below(this.starts, units[at]);
        if (shard !== shards[shards.length - 1]) shards.push(shard);
      }
      return shards;
    }

    async checkedByText(units, folded) {
      const texts = await this.texts(units);
      return units.filter((unit) => this.folded(texts.get(unit)).text.includes(folded));
    }

    /* Units where the pairs stand as in the phrase; and, where the phrase says, with or without marks inside. */
    async checkedByPlace(units, pairs) {
      const places = await Promise.all(pairs.map((pair) => this.offsets(pair.key, units)));
      return units.filter((unit) => {
        const lists = places.map((place) => place.get(unit));
        if (lists.some((list) => !list)) return false;
        const fits = (start) => pairs.every((pair, n) => {
          const inside = lists[n].get(start + pair.at);
          return inside !== undefined && (pair.inside === undefined || pair.inside === inside);
        });
        return Array.from(lists[0].keys()).some((offset) => fits(offset - pairs[0].at));
      });
    }

    /* Units of a quoted phrase, marks and spaces as typed; and `unread`, those that may have it but were not read. */
    async quoted(phrase) {
      const folded = this.folding.fold(phrase);
      const chars = Array.from(folded.text);
      const bare = this.folding.keep(phrase).text === folded.text;
      if (chars.length < 2) return bare ? all(await this.phrase(folded.text)) : this.read(await this.phrase(folded.text), phrase);
      const pairs = [];
      for (let at = 0, unit = 0; at + 1 < chars.length; at++) {
        const next = unit + chars[at].length;
        pairs.push({ key: chars[at] + chars[at + 1], at, inside: folded.starts[next] > folded.ends[unit] ? 1 : 0 });
        unit = next;
      }
      const found = await this.candidates(pairs);
      if (this.shardsOf(found).length <= FEW_SHARDS) return this.read(found, phrase);
      const placed = await this.checkedByPlace(found, pairs);
      return bare ? all(placed) : this.read(placed, phrase);
    }

    /* Those units whose text has the phrase with its marks; of very many only the first are read. */
    async read(units, phrase) {
      const kept = this.folding.keep(phrase).text;
      const shards = this.shardsOf(units);
      const last = shards.length > this.most ? this.starts[shards[this.most]] : Infinity;
      const read = units.filter((unit) => unit < last);
      const texts = await this.texts(read);
      const good = read.filter((unit) => this.folding.keep(texts.get(unit).text).text.includes(kept));
      return { units: good, unread: units.subarray(read.length) };
    }

    // -- texts --------------------------------------------------------------------------------------------------

    shard(number) {
      if (!this.shards[number]) {
        this.shards[number] = this.chunks.get("t/" + number).then((values) => {
          const units = new Map();
          let unit = this.starts[number];
          for (const part of values[0]) {
            const about = describe(part, this.documentOf(unit));
            for (const record of part[13]) units.set(unit, unitOf(record, about, unit++));
          }
          return units;
        });
        this.shards[number].catch(() => delete this.shards[number]);
      }
      return this.shards[number];
    }

    /* The text of units, with what must be said of it, by unit. */
    async texts(units) {
      const shards = this.shardsOf(Array.from(units).sort((one, other) => one - other));
      const loaded = await Promise.all(shards.map((number) => this.shard(number)));
      const found = new Map();
      for (const unit of units) {
        const at = shards.indexOf(below(this.starts, unit));
        found.set(unit, loaded[at].get(unit));
      }
      return found;
    }

    folded(unit) {
      if (!unit.folded) unit.folded = this.folding.fold(unit.text);
      return unit.folded;
    }

    /* Where terms stand in a unit, as printed: [start, end], in order, without overlaps. */
    marks(unit, terms) {
      const found = [];
      for (const term of terms) {
        const kept = term.quoted && this.folding.keep(unit.text);
        const here = kept ? places(kept, this.folding.keep(term.text).text) : places(this.folded(unit), term.folded);
        found.push.apply(found, here);
      }
      found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
      const apart = [];
      for (const [start, end] of found) {
        const last = apart[apart.length - 1];
        if (last && start < last[1]) last[1] = Math.max(last[1], end);
        else apart.push([start, end]);
      }
      return apart;
    }

    // -- columns ------------------------------------------------------------------------------------------------

    /* A facet: its values, whether they are names, and those of each document (`values` from `from[n]`). */
    column(name) {
      if (!this.columns[name]) {
        this.columns[name] = this.chunks.get("f/" + name).then((parts) => {
          const packed = numbers(parts[1]);
          const from = new Int32Array(this.count + 1), values = new Int32Array(packed.length);
          let at = 0, count = 0;
          for (let document = 0; document < this.count; document++) {
            from[document] = count;
            for (let left = packed[at++]; left > 0; left--) values[count++] = packed[at++];
          }
          from[this.count] = count;
          return { name, labels: parts[0], named: parts[2] === 1, from, values };
        });
        this.columns[name].catch(() => delete this.columns[name]);
      }
      return this.columns[name];
    }
  }

  function all(units) {
    return { units, unread: units.subarray(0, 0) };
  }

  /* Every other pair of a phrase, and the last: together they have all its characters. */
  function covering(pairs) {
    return pairs.filter((pair, at) => at % 2 === 0 || at === pairs.length - 1);
  }

  function describe(part, document) {
    return {
      document, id: part[0], title: part[1], supplied: part[2] === 1, type: part[3], script: part[4], date: part[5],
      dating: part[6], inferred: part[7] === 1, review: part[8], completeness: part[9], people: part[10], role: part[11],
    };
  }

  function unitOf(record, about, unit) {
    return {
      unit, about, kind: record[0], anchor: record[1], text: record[2],
      flags: record[3] || [], gaps: record[4] || 0, edits: record[5] || 0,
    };
  }

  Object.assign(self.ArchiveFind, { Engine, READ_SHARDS, below, both });
})();
