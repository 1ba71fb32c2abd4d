// What the person sent and the house has not yet taken: kept through reloads, sent in
// order, one at a time. Each entry has a number, so that sending it twice counts once.

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// A ULID: sorts by time, and no two are the same.
export function number() {
  let time = Date.now(), head = "";
  for (let i = 0; i < 10; i++) { head = SIGNS[time % 32] + head; time = Math.floor(time / 32); }
  return head + [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => SIGNS[byte % 32]).join("");
}

export class Outbox {
  #key; #address; #told; #files = new Map(); #busy = false; #tries = 0; #timer; #memory = [];

  constructor(seat, address, told) {
    this.#key = `pandu.outbox.${seat}`;
    this.#address = address;
    this.#told = told;
  }

  all() {
    try { return JSON.parse(localStorage.getItem(this.#key)) ?? this.#memory; } catch { return this.#memory; }
  }

  async put(entry, file) {
    if (file) {
      this.#files.set(entry.id, file);
      entry.data = await asText(file);
    }
    this.#keep([...this.all(), entry]);
    this.drain();
  }

  forget(id) {
    const left = this.all();
    if (left.some((entry) => entry.id === id)) this.#keep(left.filter((entry) => entry.id !== id));
    this.#files.delete(id);
  }

  preview(entry) {
    return entry.kind === "photo" ? entry.data ?? "" : "";
  }

  async drain() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let entry; (entry = this.all()[0]); ) {
        const wait = await this.#send(entry);
        if (wait) {
          this.#timer = setTimeout(() => this.drain(), wait);
          break;
        }
        this.#tries = 0;
        this.forget(entry.id);
      }
    } finally {
      this.#busy = false;
    }
  }

  // Send one: 0 when the house has answered for good, else how long to wait.
  async #send(entry) {
    let answer;
    try {
      answer = await fetch(this.#address, this.#request(entry));
    } catch {
      return this.#later(entry);
    }
    if (answer.ok) this.#told.kept(entry);
    else if (answer.status === 429 || answer.status >= 500) return this.#later(entry, answer.headers.get("Retry-After"));
    else this.#told.refused(entry, (await answer.json().catch(() => ({}))).message);
    return 0;
  }

  #later(entry, seconds) {
    if (++this.#tries >= 3) this.#told.waiting(entry);
    return seconds ? seconds * 1000 : Math.min(30_000, 500 * 2 ** this.#tries);
  }

  #request(entry) {
    const headers = { Accept: "application/json" };
    const { id, text, pick, start } = entry;
    if (!entry.kind) {
      headers["Content-Type"] = "application/json";
      return { method: "POST", headers, body: JSON.stringify({ id, text, pick, start }) };
    }
    const body = new FormData(); // the number first: the house reads in order
    body.append("id", id);
    body.append("caption", entry.caption ?? "");
    if (entry.album) body.append("album", entry.album);
    body.append("file", this.#files.get(id) ?? asFile(entry.data), entry.name || entry.kind);
    return { method: "POST", headers, body };
  }

  // A file too large for the browser's drawer stays in memory, for this page's life.
  #keep(entries) {
    this.#memory = entries;
    try {
      localStorage.setItem(this.#key, JSON.stringify(entries));
    } catch {
      try { localStorage.removeItem(this.#key); } catch { /* no drawer at all */ }
    }
  }
}

function asText(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => done("");
    reader.readAsDataURL(file);
  });
}

function asFile(data) {
  const [head, body] = data.split(",");
  const bytes = Uint8Array.from(atob(body ?? ""), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: head.slice(5).split(";")[0] });
}
