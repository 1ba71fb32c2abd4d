// The log: bubbles, chips, days and times. It knows no network.

const ZONE = "Asia/Jakarta";
const NEAR = 120; // pixels from the end that still count as reading the newest

export class Log {
  #list; #below; #words; #at; #act; #by = new Map(); #waiting = new Map(); #ready = false; #typing; #timer;

  constructor(list, below, words, lang, at, act) {
    const locale = lang === "en" ? "en-GB" : "id-ID";
    this.#list = list;
    this.#below = below;
    this.#words = words;
    this.#at = at;
    this.#act = act;
    this.clock = new Intl.DateTimeFormat(locale, { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
    this.date = new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
    below.addEventListener("click", () => this.#toEnd());
    list.addEventListener("scroll", () => { if (this.#atEnd()) below.hidden = true; });
    new ResizeObserver(() => { if (this.#stay) this.#settleAtEnd(); }).observe(list);
  }

  #stay = true;

  // The history is here: from now on, what comes is news.
  ready() {
    if (this.#ready) return;
    this.#ready = true;
    this.#toEnd();
    requestAnimationFrame(() => this.#list.setAttribute("aria-busy", "false"));
  }

  // The person's own words, at once, before the house has them.
  pending(entry, photo) {
    if (entry.start !== undefined) return;
    const item = this.#item({ mine: true, runs: [[entry.label ?? "", ""]], buttons: [], at: new Date().toISOString() });
    item.classList.add("pending");
    if (photo) item.querySelector(".body").prepend(this.#picture(photo));
    this.#waiting.set(entry.id, item);
    this.#list.append(item);
    this.mark(entry.id, "sending");
    this.#toEnd();
  }

  mark(id, state, why) {
    const item = this.#waiting.get(id);
    if (!item) return;
    const said = item.querySelector(".said");
    item.classList.toggle("failed", state === "failed");
    said.replaceChildren(why ?? this.#words[state] ?? "");
    if (state === "failed") this.#waiting.delete(id); // it stays where it is, and waits no more
    if (state === "waiting") said.append(this.#again());
  }

  // The house has it; its own copy comes by the stream.
  settle(id) {
    this.mark(id, "sent");
    if (!this.#waiting.has(id)) return;
    for (const chip of this.#list.querySelectorAll(".chip.card")) chip.setAttribute("aria-disabled", "false");
    this.#wait(true);
  }

  show(bubble) {
    const end = this.#atEnd();
    const old = this.#by.get(bubble.replaces) ?? this.#by.get(bubble.id);
    const own = bubble.echo ? this.#waiting.get(bubble.echo) : undefined;
    const item = this.#item(bubble);
    if (own) {
      const local = own.querySelector(".body > img");
      const kept = item.querySelector(".body > img");
      if (local) kept ? kept.replaceWith(local) : item.querySelector(".body").prepend(local); // spare the data
      own.remove();
      this.#waiting.delete(bubble.echo);
    }
    if (old) this.#swap(old, item);
    else this.#place(item, bubble);
    this.#by.set(bubble.id, item);
    for (const [id, known] of this.#by) if (known === old) this.#by.set(id, item);
    if (!bubble.mine) this.#wait(false);
    if (!this.#ready) return;
    if (!old && !own) item.classList.add("fresh");
    if (end || bubble.mine) this.#toEnd();
    else if (!old) this.#below.hidden = false;
  }

  // The open buttons of the newest bubble that has any.
  chips() {
    const rows = [...this.#list.querySelectorAll(".chips")];
    return rows.length ? [...rows.at(-1).querySelectorAll("button:not([aria-disabled=true])")] : [];
  }

  #place(item, bubble) {
    const before = this.#waiting.values().next().value ?? this.#typing ?? null;
    const day = this.date.format(new Date(bubble.at));
    const days = this.#list.querySelectorAll(".day");
    if (days[days.length - 1]?.textContent !== this.#dayName(day)) {
      const line = document.createElement("li");
      line.className = "day";
      line.textContent = this.#dayName(day);
      this.#list.insertBefore(line, before);
    }
    this.#list.insertBefore(item, before);
  }

  #dayName(day) {
    const now = Date.now();
    if (day === this.date.format(now)) return this.#words.today;
    if (day === this.date.format(now - 86_400_000)) return this.#words.yesterday;
    return day;
  }

  // Put *item* where *old* was, and the focus where it had been.
  #swap(old, item) {
    const chips = [...old.querySelectorAll(".chip")];
    const focused = chips.indexOf(document.activeElement);
    old.replaceWith(item);
    if (focused >= 0) (item.querySelectorAll(".chip")[focused] ?? item.querySelector(".chip") ?? this.#list).focus();
  }

  #item({ mine, runs, buttons, file, mime, filename, link, at }) {
    const item = make("li", `bubble ${mine ? "mine" : "theirs"}`);
    const body = make("div", "body");
    body.append(make("span", "who", `${mine ? this.#words.you : this.#words.pandu}: `));
    if (file) body.append(this.#attached(file, mime ?? "", filename, runs));
    const text = make("div", "text");
    for (const [words, style] of runs) {
      text.append(style === "b" ? make("strong", "", words) : style === "q" ? make("span", "quiet", words) : words);
    }
    if (text.textContent) body.append(text);
    const foot = make("div", "foot");
    const time = make("time", "", this.clock.format(new Date(at)));
    time.dateTime = at;
    foot.append(make("span", "said"), time);
    body.append(foot);
    item.append(body);
    if ((!mine && buttons.length) || link) item.append(this.#row(buttons, link));
    return item;
  }

  #row(buttons, link) {
    const row = make("div", "chips");
    for (const [id, label] of buttons) {
      // A card may be pressed again once the house has answered; a question may not.
      const chip = make("button", id.startsWith("!") ? "chip card" : "chip", label);
      chip.type = "button";
      chip.addEventListener("click", () => this.#press(row, chip, id, label));
      row.append(chip);
    }
    if (link && /^(https?:|\/)/.test(link[1])) {
      const chip = make("a", "chip", link[0]);
      Object.assign(chip, { href: link[1], target: "_blank", rel: "noopener" });
      row.append(chip);
    }
    return row;
  }

  #press(row, chip, id, label) {
    if (chip.ariaDisabled === "true") return;
    // Not `disabled`: that would throw away the focus of who came by keyboard.
    for (const each of row.querySelectorAll("button")) {
      each.setAttribute("aria-disabled", "true");
      each.classList.remove("chosen");
    }
    chip.classList.add("chosen");
    this.#act.pick(id, label);
  }

  #attached(file, mime, filename, runs) {
    const address = this.#at(`files/${encodeURIComponent(file)}`);
    if (mime.startsWith("image/")) return this.#picture(address, firstLine(runs));
    const link = make("a", "", filename || this.#words.document);
    Object.assign(link, { href: address, target: "_blank", download: filename ?? "" });
    return link;
  }

  #picture(address, called = "") {
    const picture = make("img");
    picture.alt = called || this.#words.photo;
    picture.addEventListener("load", () => { if (this.#stay) this.#toEnd(); });
    picture.src = address;
    return picture;
  }

  #again() {
    const button = make("button", "again", this.#words.retry);
    button.type = "button";
    button.addEventListener("click", () => this.#act.retry());
    return button;
  }

  // Three dots while the answer is on its way; not for ever.
  #wait(on) {
    clearTimeout(this.#timer);
    this.#typing?.remove();
    this.#typing = undefined;
    if (!on) return;
    this.#typing = make("li", "bubble theirs typing");
    this.#typing.ariaHidden = "true";
    this.#typing.innerHTML = '<div class="body"><i></i><i></i><i></i></div>';
    this.#list.append(this.#typing);
    this.#timer = setTimeout(() => this.#wait(false), 8_000);
    this.#toEnd();
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    return (this.#stay = scrollHeight - scrollTop - clientHeight < NEAR);
  }

  #toEnd() {
    this.#stay = true;
    this.#below.hidden = true;
    this.#settleAtEnd();
  }

  // A message taller than the screen is read from its beginning.
  #settleAtEnd() {
    const list = this.#list, newest = list.lastElementChild;
    const tall = newest?.matches(".theirs") && newest.offsetHeight > list.clientHeight;
    // Not scrollIntoView: that moves the whole page, and its head out of sight.
    if (tall) list.scrollTop += newest.getBoundingClientRect().top - list.getBoundingClientRect().top - 20;
    else list.scrollTop = list.scrollHeight;
  }
}

// What is written under a picture begins with what it shows.
function firstLine(runs) {
  return runs.map(([words]) => words).join("").trim().split("\n", 1)[0];
}

function make(name, kind = "", words = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (words) made.textContent = words;
  return made;
}
