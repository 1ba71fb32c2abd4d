// The log: bubbles, chips, days and times. It knows no network.

const ZONE = "Asia/Jakarta";
const NEAR = 120; // pixels from the end that still count as reading the newest
const MANY = 16; // of more choices one types the beginning, and sees a few
const FEW = 5;
const ANYWAY = /\|(keep|skip|other)$/; // choices that are offered whatever is typed

export class Log {
  #frame; #list; #below; #older; #words; #at; #act;
  #by = new Map(); #waiting = new Map(); #ready = false; #typing; #timer; #stay = true;

  constructor({ log, list, below, older }, words, lang, at, act) {
    const locale = lang === "en" ? "en-GB" : "id-ID";
    this.#frame = log;
    this.#list = list;
    this.#below = below;
    this.#older = older;
    this.#words = words;
    this.#at = at;
    this.#act = act;
    this.clock = new Intl.DateTimeFormat(locale, { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
    this.date = new Intl.DateTimeFormat(locale, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
    below.addEventListener("click", () => this.#toEnd());
    log.addEventListener("scroll", () => { if (this.#atEnd()) below.hidden = true; });
    const grown = new ResizeObserver(() => { if (this.#stay) this.#settleAtEnd(); });
    grown.observe(log);
    grown.observe(list);
    // Who scrolls up to the first bubble wants those before it, as who taps does.
    new IntersectionObserver(([seen]) => { if (seen.isIntersecting && this.#ready) older.click(); }, { root: log }).observe(older);
    older.addEventListener("click", () => this.#goBack());
  }

  // The history is here: from now on, what comes is news.
  ready() {
    if (this.#ready) return;
    this.#toEnd();
    requestAnimationFrame(() => {
      this.#frame.setAttribute("aria-busy", "false");
      this.#ready = true;
    });
  }

  // A page of the past: at first the last, then what came before; what one reads stays.
  past({ bubbles, more }) {
    const items = document.createDocumentFragment(), first = this.#list.firstElementChild;
    const height = this.#frame.scrollHeight;
    for (const bubble of bubbles) {
      const item = this.#item(bubble);
      this.#day(items, item);
      items.append(item);
      this.#know(bubble, item);
    }
    if (first?.matches(".day") && lastDay(items) === first.textContent) first.remove();
    this.#list.prepend(items);
    this.#older.hidden = !more;
    if (first) this.#frame.scrollTop += this.#frame.scrollHeight - height;
  }

  async #goBack() {
    if (this.#older.disabled) return;
    this.#older.disabled = true;
    try {
      const page = await this.#act.older(this.#list.querySelector(".bubble[data-id]")?.dataset.first ?? "");
      if (page) this.past(page);
    } finally {
      this.#older.disabled = false;
    }
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
    const end = this.#stay;
    const old = this.#by.get(bubble.replaces) ?? this.#by.get(bubble.id);
    if (bubble.replaces && !old) return; // what it changes is further back, and not here
    const own = bubble.echo ? this.#waiting.get(bubble.echo) : undefined;
    const item = this.#item(bubble);
    if (own) {
      const local = own.querySelector(".body img");
      const kept = item.querySelector(".body img");
      if (local) kept ? kept.replaceWith(local) : item.querySelector(".body").prepend(local); // spare the data
      own.remove();
      this.#waiting.delete(bubble.echo);
    }
    if (old) this.#swap(old, item);
    else this.#place(item);
    this.#know(bubble, item, old);
    for (const [id, known] of this.#by) if (known === old) this.#by.set(id, item);
    if (!bubble.mine) this.#wait(false);
    this.narrow("");
    if (!this.#ready) return;
    if (!old && !own) item.classList.add("fresh");
    if (end || bubble.mine) this.#toEnd();
    else if (!old) this.#below.hidden = false;
  }

  // The open buttons of the newest bubble that has any.
  chips() {
    const rows = [...this.#list.querySelectorAll(".chips")];
    return rows.length ? [...rows.at(-1).querySelectorAll("button.chip:not([aria-disabled=true])")] : [];
  }

  // Of many choices only those that begin as typed; the one that is meant, if it is one.
  narrow(typed) {
    const chips = this.chips();
    if (chips.length <= MANY || chips[0].parentElement.matches(".all")) return null;
    const wanted = folded(typed), fit = chips.filter((chip) => !ANYWAY.test(chip.dataset.pick) && begins(chip.textContent, wanted));
    const found = wanted.length > 2 && fit.length === 1 ? fit[0] : null;
    for (const chip of chips) {
      chip.hidden = !ANYWAY.test(chip.dataset.pick) && !fit.slice(0, FEW).includes(chip);
      chip.classList.toggle("likely", chip === found);
    }
    return found;
  }

  #know(bubble, item, old) {
    this.#by.set(bubble.id, item);
    if (bubble.replaces) this.#by.set(bubble.replaces, item);
    item.dataset.id = bubble.id;
    // By the id that it had first the house knows its place.
    item.dataset.first = old?.dataset.first ?? (bubble.replaces || bubble.id);
  }

  #place(item) {
    const before = this.#waiting.values().next().value ?? this.#typing ?? null;
    this.#day(this.#list, item, before);
    this.#list.insertBefore(item, before);
  }

  // A line with the day, where *item* begins one.
  #day(list, item, before = null) {
    const day = this.#dayName(this.date.format(new Date(item.querySelector("time").dateTime)));
    if (lastDay(list) !== day) list.insertBefore(make("li", "day", day), before);
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
    // Where the choices are gone, the next question's are what follows.
    if (focused >= 0) (item.querySelectorAll(".chip")[focused] ?? item.querySelector(".chip") ?? this.chips()[0] ?? this.#frame).focus();
  }

  #item({ mine, runs, buttons, file, mime, filename, link, at, width, height }) {
    const item = make("li", `bubble ${mine ? "mine" : "theirs"}`);
    const body = make("div", "body");
    body.append(make("span", "who", `${mine ? this.#words.you : this.#words.pandu}: `));
    if (file) body.append(this.#attached(file, mime ?? "", filename, runs, width, height));
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
      chip.dataset.pick = id;
      chip.addEventListener("click", () => this.#press(row, chip, id, label));
      row.append(chip);
    }
    if (buttons.length > MANY) row.append(this.#rest(row));
    if (link && /^(https?:|\/)/.test(link[1])) {
      const chip = make("a", "chip", link[0]);
      Object.assign(chip, { href: link[1], target: "_blank", rel: "noopener" });
      row.append(chip);
    }
    return row;
  }

  // What is said below a few of many choices, and how to see them all.
  #rest(row) {
    const rest = make("p", "quiet", `${this.#words.many} `), all = make("button", "again", this.#words.all);
    all.type = "button";
    all.addEventListener("click", () => {
      row.classList.add("all");
      rest.remove();
      for (const chip of row.children) chip.hidden = false;
      row.firstChild.focus();
    });
    rest.append(all);
    return rest;
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

  #attached(file, mime, filename, runs, width, height) {
    const address = this.#at(`files/${encodeURIComponent(file)}`);
    if (mime.startsWith("image/")) {
      const link = make("a", "picture");
      Object.assign(link, { href: address, target: "_blank" });
      link.append(this.#picture(`${address}/small`, firstLine(runs), width, height));
      return link;
    }
    if (mime.startsWith("audio/")) {
      const sound = make("audio");
      return Object.assign(sound, { controls: true, preload: "none", src: address, ariaLabel: this.#words.voice });
    }
    const link = make("a", "", filename || this.#words.document);
    Object.assign(link, { href: address, target: "_blank", download: filename ?? "" });
    return link;
  }

  #picture(address, called = "", width = 0, height = 0) {
    const picture = make("img");
    picture.alt = called || this.#words.photo;
    if (width) Object.assign(picture, { width, height, loading: "lazy" });
    picture.src = address;
    return picture;
  }

  #again() {
    const button = make("button", "again", this.#words.retry);
    button.type = "button";
    button.addEventListener("click", () => this.#act.retry());
    return button;
  }

  // Three dots while the answer is on its way; then a word for who still waits.
  #wait(on) {
    clearTimeout(this.#timer);
    this.#typing?.remove();
    this.#typing = undefined;
    if (!on) return;
    const dots = this.#typing = make("li", "bubble theirs typing");
    dots.innerHTML = '<div class="body" aria-hidden="true"><i></i><i></i><i></i></div>';
    this.#list.append(dots);
    this.#timer = setTimeout(() => {
      dots.firstChild.replaceWith(make("div", "body quiet", this.#words.patience));
      this.#timer = setTimeout(() => this.#wait(false), 60_000);
    }, 8_000);
    this.#toEnd();
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#frame;
    return (this.#stay = scrollHeight - scrollTop - clientHeight < NEAR);
  }

  #toEnd() {
    this.#stay = true;
    this.#below.hidden = true;
    this.#settleAtEnd();
  }

  // A message taller than the screen is read from its beginning.
  #settleAtEnd() {
    const frame = this.#frame, newest = this.#list.lastElementChild;
    const tall = newest?.matches(".theirs") && newest.offsetHeight > frame.clientHeight;
    // Not scrollIntoView: that moves the whole page, and its head out of sight.
    if (tall) frame.scrollTop += newest.getBoundingClientRect().top - frame.getBoundingClientRect().top - 20;
    else frame.scrollTop = frame.scrollHeight;
  }
}

function lastDay(list) {
  return [...list.querySelectorAll(".day")].at(-1)?.textContent;
}

function folded(words) {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

// Whether *label*, or a later word of it, begins as *wanted*, however it is spaced.
function begins(label, wanted) {
  const parts = label.split(/\s+/);
  return parts.some((_, at) => folded(parts.slice(at).join("")).startsWith(wanted));
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
