/*
 * gongkai: search. Fetched when a reader turns to it (gongkai.js); answers in the box and the list of Material.
 *
 * What lies in which file is said in gongkai/search/index.py. Files are fetched as scripts, so that all works in a page
 * opened without a server too. A question is cut into terms: agencies, years, texts. Pages that answer more of them come
 * first, then reports before what people have written beside them, and the newest.
 */
(() => {
  "use strict";

  const box = document.querySelector(".md-search[data-gongkai-search]");
  if (!box) return;
  const toggle = document.getElementById("__search");
  const input = box.querySelector("input");
  const form = box.querySelector("form");
  const meta = box.querySelector(".md-search-result__meta");
  const list = box.querySelector(".md-search-result__list");

  const AT_ONCE = 10;
  const MOST_SECTIONS = 2;
  const HOUR = 3600e3;

  /* Words: as gongkai/search/words.py has them */

  const HAN = "[㐀-䶿一-鿿々〇\\u{20000}-\\u{323af}]";
  const NUMBERED = /[〔[(【] *(\d{4}) *[〕\])】] *第? *(\d+) *号?/gu;
  const TOKEN = new RegExp(`\\d+(?:\\.\\d+)?(?:%|${HAN}(?!${HAN}))?|[a-z][a-z0-9]*|${HAN}+`, "gu");
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/(\d),(?=\d{3})/g, "$1");
  const isHan = (text) => new RegExp(`^${HAN}`, "u").test(text);

  const wordsOf = (token) => {
    if (!isHan(token)) return [token];
    const characters = [...token];
    return characters.slice(1).map((character, at) => characters[at] + character);
  };

  /* Files */

  const waiting = new Map();
  window.gongkaiSearch = (digest, value) => {
    const take = waiting.get(document.currentScript);
    if (take) take({ digest, value });
  };

  const load = (address) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address, async: true });
    waiting.set(script, resolve);
    const end = () => { waiting.delete(script); script.remove(); };
    script.addEventListener("load", end);
    script.addEventListener("error", () => { end(); reject(new Error(address)); });
    document.head.append(script);
  });

  /* A part of another build than the start: the site has been renewed while it was read. */
  class Renewed extends Error {}

  const values = (digits) => new Map([...digits].map((digit, at) => [digit, at]));
  const DIGITS = values("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
  const COUNTS = values("!#$%&'()+,./:;<=>?@[]^`{}~");

  const unpack = (text) => {
    const found = [];
    let first = 0;
    let six = 0;
    let count = 0;
    let isRepeat = false;
    const add = () => {
      for (let bit = 0; bit < 6; bit += 1) if (six >> bit & 1) found.push(first + bit);
      first += 6;
    };
    const skip = () => {
      if (isRepeat) for (; count; count -= 1) add(); else first += 6 * count;
      count = 0;
      isRepeat = false;
    };
    for (const character of text) {
      if (COUNTS.has(character)) count = count * COUNTS.size + COUNTS.get(character);
      else if (character === "*") isRepeat = true;
      else { skip(); six = DIGITS.get(character); add(); }
    }
    skip();
    return found;
  };

  const hash = (word) => {
    let found = 0;
    for (const character of word) found = (Math.imul(found, 31) + character.codePointAt(0)) >>> 0;
    return found;
  };

  class Index {
    constructor(address) {
      this.address = address;
      this.folder = new URL(".", address);
      this.parts = new Map();
      this.words = new Map();
    }

    /* What a question needs before all else. isFresh: past what a browser keeps. */
    async open(isFresh) {
      const { digest, value } = await load(`${this.address}?${Math.floor(Date.now() / (isFresh ? 1 : HOUR))}`);
      this.digest = digest;
      this.parts.clear();
      this.words.clear();
      const { depth, directories, perPart, parts, headings, years, others } = value;
      Object.assign(this, { depth, directories, perPart, cut: parts, headings, years, others });
      this.root = new URL("../../", this.folder);
      this.site = new URL("../".repeat(this.depth), this.root);
      this.agencies = value.agencies.map(([path, name, shorts, isCompared, numbers], at) => ({
        path, name, isCompared, at, names: [name, ...shorts], plain: plain(name), docs: new Map(), numbers,
      }));
      const counts = new Map();
      for (const agency of this.agencies) {
        for (let at = 0; at < agency.numbers.length; at += 2) {
          const year = agency.numbers[at];
          if (!counts.has(year)) counts.set(year, []);
          counts.get(year).push([agency, agency.numbers[at + 1]]);
        }
      }
      this.docs = [];
      const add = (doc, count) => this.docs.push({ ...doc, at: this.docs.length, count });
      this.reportYears = [...counts.keys()].sort((one, other) => other - one);
      for (const year of this.reportYears) {
        for (const [agency, count] of counts.get(year)) {
          agency.docs.set(year, this.docs.length);
          add({ agency, year }, count);
        }
      }
      for (const count of this.others) add({}, count);
      /* Of each place its page and which of its sections: the first of all pages, then the second, … */
      this.sections = [];
      let left = this.docs;
      for (let section = 0; left.length; section += 1) {
        left = left.filter((doc) => doc.count > section);
        for (const doc of left) this.sections.push({ doc, section });
      }
    }

    part(name) {
      if (!this.parts.has(name)) {
        const digest = this.digest;
        this.parts.set(name, load(`${new URL(name, this.folder)}.js?${digest}`).then((part) => {
          if (part.digest !== digest) throw new Renewed();
          return part.value;
        }));
      }
      return this.parts.get(name);
    }

    /* Where a word stands: the numbers of sections, all and those that speak of it. */
    async places(word) {
      if (!this.words.has(word)) {
        const part = `|${await this.part(`words/${hash(word) % this.cut}`)}|`;
        const at = part.indexOf(`|${word} `);
        const from = at + word.length + 2;
        const [all, spoken] = at < 0 ? [""] : part.slice(from, part.indexOf("|", from)).split(" ");
        const places = unpack(all);
        this.words.set(word, { all: places, spoken: new Set(unpack(spoken || "").map((rank) => places[rank])) });
      }
      return this.words.get(word);
    }

    async entry(doc) {
      const [sentence, sections, title, address] = (await this.part(`entries/${Math.floor(doc / this.perPart)}`))[doc % this.perPart];
      const whole = sections.map((section) => section.length > 2 ? section : [...this.headings[section[0]], section[1]]);
      return { sentence, sections: whole, title, address };
    }

    link(path) {
      return this.directories ? new URL(path ? `${path}/` : "", this.root) : new URL(`${path || "index"}.html`, this.root);
    }
  }

  /* Questions */

  const LEFT_OUT = /政府信息公开(?:工作)?|年度报告|工作报告|信息公开年报|年报|报告全文|报告|全文|最新|最近/g;
  const ASKING = /请问|怎么样|怎么|怎样|如何|(?:多少|几)(?:件|份|个|次|元|人)?|哪些|哪里|什么|情况|数量|件数|总数|查询|有没有|是否|我想|我要|想查|[的吗呢]/g;
  const OVER_YEARS = /历年(?:比较|对比|数据|数字|变化)?|逐年|对比|比较|趋势|变化|同比/g;
  const OVER_AGENCIES = /(?:各|所有|全部)(?:个)?(?:机关|部门|单位)|排名|横向|一览|汇总/g;
  const YEAR = /(^|[^\d.])((?:19|20)\d\d|\d\d(?=年))(?![\d.%]|元|件|万|人|次|份)(?:年度报告|年报告|年度|年报|年)?/g;

  /* The first letter of a character in pinyin, by the order of the browser's own dictionary; of some there are two. */
  const LETTERS = [..."abcdefghjklmnopqrstwxyz"];
  const FIRST_OF = [..."吖八嚓咑妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀"];
  const SEVERAL = { 重: "zc", 行: "xh", 长: "zc", 厦: "xs", 会: "hk", 朝: "cz", 调: "dt", 藏: "zc", 乐: "ly", 单: "ds", 曾: "zc", 尉: "wy", 区: "qo" };
  let order = null;
  try { order = new Intl.Collator("zh-Hans-CN-u-co-pinyin"); } catch { /* then initials find nothing */ }
  const letters = (character) => {
    if (SEVERAL[character]) return SEVERAL[character];
    if (!order || !isHan(character)) return character;
    let found = "";
    FIRST_OF.forEach((first, at) => { if (order.compare(character, first) >= 0) found = LETTERS[at]; });
    return found;
  };
  const isInitials = (token, name) => {
    const characters = [...plain(name)];
    return characters.length === token.length && characters.every((one, at) => letters(one).includes(token[at]));
  };
  const hasLetters = (token, agency) => token.length > 2 && agency.path.split(/[/-]/).includes(token) || agency.names.some((name) => isInitials(token, name))
    || (token.length > 2 && [...agency.plain].some((_, at, all) => isInitials(token, all.slice(at, at + token.length).join(""))));

  /* The agencies that a run of Han names in full or by a short name, and what is left of it. */
  const named = (run, index) => {
    let longest = "";
    const found = new Set();
    for (const agency of index.agencies) {
      for (const name of agency.names.map(plain)) {
        if (name.length < longest.length || !run.includes(name)) continue;
        const rest = run.replace(name, "");
        /* 政府 in 政府网站 names nobody. */
        if (name.length < 3 && !(run.endsWith(name) && agency.plain.includes(rest))) continue;
        if (name.length > longest.length) { longest = name; found.clear(); }
        found.add(agency);
      }
    }
    if (!longest) return null;
    /* 教育局 is the end of all names that end in it. */
    if (longest === run) index.agencies.filter((agency) => agency.plain.endsWith(run)).forEach((agency) => found.add(agency));
    const pieces = run.split(longest);
    /* 样例 in 样例教育局 is part of a name too: of those that have it, if any has. */
    const rest = [];
    for (const piece of pieces.filter(Boolean)) {
      const narrower = [...found].filter((agency) => agency.plain.includes(piece));
      if (narrower.length) { found.clear(); narrower.forEach((agency) => found.add(agency)); } else rest.push(piece);
    }
    return { agencies: found, rest };
  };

  const parse = (question, index) => {
    const asked = { agencies: null, years: new Set(), texts: [], isOverYears: false, isOverAgencies: false };
    let text = plain(question);
    const numbers = [];
    text = text.replace(NUMBERED, (_, year, number) => { numbers.push(`〔${year}〕${number}号`); return " "; });
    text = text.replace(YEAR, (whole, before, digits) => {
      const year = Number(digits.length === 2 ? `20${digits}` : digits);
      if (!index.reportYears.includes(year)) return whole;
      asked.years.add(year);
      return `${before} `;
    });
    text = text.replace(OVER_YEARS, () => { asked.isOverYears = true; return " "; });
    text = text.replace(OVER_AGENCIES, () => { asked.isOverAgencies = true; return " "; });
    const name = (agencies) => {
      const both = asked.agencies && new Set([...agencies].filter((agency) => asked.agencies.has(agency)));
      asked.agencies = both && both.size ? both : new Set([...(asked.agencies || []), ...agencies]);
    };
    const cut = text.replace(LEFT_OUT, " ").replace(ASKING, " ");
    const said = TOKEN[Symbol.match](cut) || [];
    for (const token of said) {
      if (isHan(token)) {
        const found = named(token, index);
        if (found) name(found.agencies);
        asked.texts.push(...(found ? found.rest : [token]));
        continue;
      }
      const agencies = /^[a-z]{2,}$/.test(token) ? index.agencies.filter((agency) => hasLetters(token, agency)) : [];
      if (agencies.length) name(agencies); else asked.texts.push(token);
    }
    /* A character alone is no word of the index. */
    const long = asked.texts.filter((token) => !isHan(token) || [...token].length > 1);
    if (long.length || asked.agencies || asked.years.size) asked.texts = long;
    asked.texts.push(...numbers);
    asked.isAboutAll = !asked.texts.length && !asked.agencies && !asked.years.size && !asked.isOverYears && !asked.isOverAgencies && question.trim() !== "";
    return asked;
  };

  const segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
  const piecesOf = (run) => {
    const pieces = segmenter ? [...segmenter.segment(run)].map((each) => each.segment) : wordsOf(run);
    return [...new Set(pieces)].filter((piece) => [...piece].length > 1);
  };

  /* The sections in which all words of a text stand, and how much each speaks of it. */
  const sectionsWith = async (text, index) => {
    const words = wordsOf(text);
    if (!words.length) return new Map();
    const found = await Promise.all(words.map((word) => index.places(word)));
    found.sort((one, other) => one.all.length - other.all.length);
    const [fewest, ...others] = found;
    const sets = others.map(({ all }) => new Set(all));
    const places = fewest.all.filter((place) => sets.every((set) => set.has(place)));
    const weight = (place) => found.every(({ spoken }) => spoken.has(place)) ? index.sections[place].section ? 2 : 3 : 1;
    return new Map(places.map((place) => [place, weight(place)]));
  };

  /* Each text with its sections; one that stands nowhere is cut into words. */
  const textTerms = async (texts, index) => {
    const terms = [];
    for (const text of texts) {
      const sections = await sectionsWith(text, index);
      const isNamed = index.agencies.some((agency) => agency.plain.includes(text));
      const pieces = sections.size || isNamed || !isHan(text) ? [] : piecesOf(text);
      if (pieces.length > 1) {
        for (const piece of pieces) terms.push({ text: piece, sections: await sectionsWith(piece, index) });
      } else terms.push({ text, sections });
    }
    return terms;
  };

  const better = (one, other) => other.terms.size - one.terms.size || one.rank - other.rank || other.year - one.year
    || other.speaks - one.speaks || other.times - one.times || one.order - other.order;

  /* Pages with the terms of the question that they answer. */
  const answers = async (question, index) => {
    const asked = parse(question, index);
    const texts = await textTerms(asked.texts, index);
    const pages = new Map();
    const page = (key, make) => {
      if (!pages.has(key)) pages.set(key, { terms: new Set(), sections: new Map(), speaks: 0, times: 0, rank: 0, year: 0, order: 0, index, ...make() });
      return pages.get(key);
    };
    const isName = (text) => [...text].length > 1 && index.agencies.some((each) => each.plain.includes(text));
    const isListed = Boolean(asked.years.size || texts.some(({ text }) => !isName(text)));
    const report = (doc) => page(`d${doc.at}`, () => ({
      doc, year: doc.year || 0, order: doc.agency ? doc.agency.at : doc.at, rank: doc.agency ? 2 : 6,
    }));
    const agency = (each) => page(`a${each.at}`, () => ({ agency: each, order: each.at, rank: isListed ? 3 : 1 }));
    const comparison = (each) => page(`c${each.at}`, () => ({ compared: each, order: each.at, rank: asked.isOverYears ? 0 : 4 }));
    const ofAgency = (each, term) => {
      agency(each).terms.add(term);
      if (each.isCompared) comparison(each).terms.add(term);
      for (const [year, at] of each.docs) {
        if (!asked.years.size || asked.years.has(year)) report(index.docs[at]).terms.add(term);
      }
    };
    let total = 0;
    if (asked.agencies) {
      total += 1;
      for (const each of asked.agencies) ofAgency(each, "agency");
    }
    if (asked.years.size) {
      total += 1;
      for (const doc of index.docs) if (asked.years.has(doc.year)) report(doc).terms.add("year");
    }
    if (asked.isOverYears) {
      total += 1;
      for (const each of index.agencies) if (each.isCompared) comparison(each).terms.add("over years");
    }
    if (asked.isOverAgencies) total += 1;
    if (asked.isOverAgencies || asked.years.size) {
      const tops = new Set(index.agencies.filter((each) => !each.path.includes("/") && [...asked.years].some((year) => each.docs.has(year))));
      const isFirst = asked.isOverAgencies || tops.size !== 1;
      for (const year of index.years) {
        if (asked.years.size && !asked.years.has(year)) continue;
        const found = page(`y${year}`, () => ({ allOf: year, year, order: isFirst || isListed && texts.length ? -1 : 0.5, rank: isFirst && !texts.length ? 0 : 2 }));
        if (asked.years.size) found.terms.add("year");
        if (asked.isOverAgencies) found.terms.add("over agencies");
      }
    }
    for (const { text, sections } of texts) {
      total += 1;
      for (const [place, speaks] of sections) {
        const found = report(index.sections[place].doc);
        if (found.doc.agency && asked.years.size && !asked.years.has(found.doc.year)) continue;
        found.terms.add(text);
        found.speaks = Math.max(found.speaks, speaks);
        found.times += speaks;
        found.sections.set(place, (found.sections.get(place) || 0) + speaks);
      }
      for (const each of index.agencies) if ([...text].length > 1 && each.plain.includes(text)) ofAgency(each, text);
    }
    if (asked.isAboutAll) {
      total += 1;
      page("index", () => ({ isIndex: true })).terms.add("all");
    }
    const found = [...pages.values()].filter(({ terms }) => terms.size);
    return { found, total, needles: [...asked.texts, ...texts.map(({ text }) => text)] };
  };

  /* Showing */

  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  const matcher = (needles) => {
    const sources = [...new Set(needles)].filter(Boolean).sort((one, other) => other.length - one.length)
      .map((needle) => needle.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\d(?=\d)/g, "$&,?"));
    return sources.length ? new RegExp(sources.join("|"), "giu") : null;
  };

  const marked = (text, pattern) => {
    const parts = [];
    let last = 0;
    for (const match of pattern ? text.matchAll(pattern) : []) {
      parts.push(text.slice(last, match.index), make("mark", { textContent: match[0] }));
      last = match.index + match[0].length;
    }
    return [...parts, text.slice(last)];
  };

  const BEFORE = 24;
  const LONG = 96;
  const excerpt = (text, pattern) => {
    const at = pattern ? text.search(pattern) : -1;
    if (at < 0) return "";
    const from = Math.max(0, at - BEFORE);
    return `${from ? "…" : ""}${text.slice(from, from + LONG)}${from + LONG < text.length ? "…" : ""}`;
  };

  const isMarking = (() => {
    try { return JSON.parse(document.getElementById("__config").textContent).features.includes("search.highlight"); } catch { return false; }
  })();
  const withMarks = (address, needles) => {
    const url = new URL(address);
    const words = [...new Set(needles)].join(" ");
    if (isMarking && words) url.searchParams.set("h", words);
    return url.href;
  };

  const article = (address, level, title, text, pattern) => {
    const shown = make("article", { className: "md-search-result__article md-typeset" });
    if (level === "h1") shown.append(make("div", { className: "md-search-result__icon md-icon" }));
    shown.append(make(level, {}, ...marked(title, pattern)));
    if (text) shown.append(make("p", {}, ...marked(text, pattern)));
    return make("a", { className: "md-search-result__link", href: address }, shown);
  };

  const NAME = "年政府信息公开工作年度报告";
  const item = async (page, needles) => {
    const { index } = page;
    const pattern = matcher(needles);
    const shown = make("li", { className: "md-search-result__item" });
    const whole = (path, title, text) => shown.append(article(index.link(path).href, "h1", title, text, pattern));
    if (page.isIndex) whole("", "政府信息公开年度报告目录", "");
    else if (page.allOf) whole(`years/${page.allOf}`, `${page.allOf}年各机关政府信息公开情况`, "");
    else if (page.compared) whole(`${page.compared.path}/compare`, `${page.compared.name}历年数字比较`, "");
    else if (page.agency) {
      const newest = Math.max(...page.agency.docs.keys());
      const entry = page.agency.docs.size ? await index.entry(page.agency.docs.get(newest)) : null;
      const path = index.directories ? page.agency.path : `${page.agency.path}/index`;
      whole(path, page.agency.name, entry ? entry.sentence : "");
    } else {
      const { doc } = page;
      const entry = await index.entry(doc.at);
      const address = doc.agency ? index.link(`${doc.agency.path}/${doc.year}`) : new URL(entry.address, index.site);
      const title = entry.title || `${doc.agency.name}${doc.year}${NAME}`;
      shown.append(article(withMarks(address, needles), "h1", title, entry.sentence, pattern));
      const best = [...page.sections].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, MOST_SECTIONS);
      for (const [place] of best) {
        const [id, heading, text] = entry.sections[index.sections[place].section];
        const found = excerpt(text, pattern);
        if (!id && !found) continue;
        const section = new URL(withMarks(address, needles));
        section.hash = id;
        shown.append(article(section.href, "h2", heading || title, found, pattern));
      }
    }
    return shown;
  };

  const MORE = "gongkai-search-more";
  let latest = 0;

  /* One after another, as their files come. */
  const show = async (found, needles, from, turn) => {
    const items = found.slice(from, from + AT_ONCE).map((page) => item(page, needles));
    /* The first that fails is told of; the others are no news. */
    for (const each of items) each.catch(() => {});
    for (const [at, each] of items.entries()) {
      const shown = await each;
      if (turn !== latest) return;
      const more = list.querySelector(`.${MORE}`);
      if (more) more.remove();
      list.append(shown);
      if (from && !at) shown.querySelector("a").focus();
    }
    if (found.length <= from + AT_ONCE) return;
    const more = make("button", { type: "button", textContent: "显示更多" });
    more.addEventListener("click", () => show(found, needles, from + AT_ONCE, turn));
    list.append(make("li", { className: MORE }, more));
  };

  const indexes = box.dataset.gongkaiSearch.split(" ").map((address) => new Index(address));
  let opened = null;
  const open = (isFresh) => {
    opened = Promise.all(indexes.map((index) => index.open(isFresh)));
    return opened;
  };

  const ask = async (turn, isAgain) => {
    const question = input.value;
    if (!plain(question).trim()) {
      list.replaceChildren();
      meta.textContent = "键入以开始搜索";
      return;
    }
    try {
      await (opened || open(false));
      const all = await Promise.all(indexes.map((index) => answers(question, index)));
      if (turn !== latest) return;
      const every = all.flatMap(({ found }) => found).sort(better);
      const most = every.length ? every[0].terms.size : 0;
      const found = every.filter(({ terms }) => terms.size === most);
      const total = Math.max(...all.map((each) => each.total));
      list.replaceChildren();
      const about = most < total ? "没有同时符合全部词语的页面，以下符合其中一部分：" : "";
      meta.textContent = found.length ? `${about}${found.length}个页面` : "没有找到符合条件的结果";
      await show(found, [...new Set(all.flatMap(({ needles }) => needles))], 0, turn);
    } catch (error) {
      if (turn !== latest) return;
      if (error instanceof Renewed && !isAgain) {
        await open(true);
        await ask(turn, true);
      } else {
        opened = null;
        meta.textContent = "搜索的文件读不出来，请稍后再试";
      }
    }
  };

  const changed = () => { ask(latest += 1, false); };

  /* The box */

  const isOpen = () => toggle.checked;
  const setOpen = (wanted) => { if (isOpen() !== wanted) toggle.click(); };
  const stops = () => [input, ...list.querySelectorAll("a, button")];

  input.addEventListener("focus", () => setOpen(true));
  input.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(() => { changed(); input.focus(); }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.click();
  });
  toggle.addEventListener("change", () => { if (isOpen()) input.focus(); else if (box.contains(document.activeElement)) document.activeElement.blur(); });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) setOpen(false); });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) setOpen(false);
  });
  box.addEventListener("keydown", (event) => {
    const all = stops();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      setOpen(false);
      input.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && at >= 0 && !event.isComposing) {
      event.preventDefault();
      all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length].focus();
    }
  });
  meta.setAttribute("role", "status");

  /* From an answer */

  const markOnPage = () => {
    const pattern = matcher((new URLSearchParams(location.search).get("h") || "").split(" "));
    const place = pattern && document.querySelector(".md-content__inner");
    if (!place) return;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (text.nodeValue.search(pattern) >= 0 && !text.parentElement.closest("script, style, svg, nav")) {
        text.replaceWith(...marked(text.nodeValue, pattern));
      }
    }
  };

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    setOpen(true);
    input.focus();
  }
  if (isMarking) markOnPage();
  if (isOpen() || input.value) changed(); else meta.textContent = "键入以开始搜索";
  if (document.activeElement === input) setOpen(true);
})();
