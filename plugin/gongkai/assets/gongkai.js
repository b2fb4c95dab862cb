/*
 * gongkai: what readers may set on a page: larger text everywhere, and which agencies and years an index shows.
 *
 * Every page is whole without it. It asks for nothing from anywhere, and works in a file opened without a server. Its
 * controls go into elements that the pages keep for them, so that nothing moves when they come.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  const KEY = "gongkai-large";

  /* Some settings of a browser forbid storage; then a choice lasts as long as the page. */
  const remembered = () => {
    try { return localStorage.getItem(KEY) === "1"; } catch { return false; }
  };
  const remember = (large) => {
    try {
      if (large) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch { /* see above */ }
  };

  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };

  /* 长者模式 */

  /* Only where there is the button that takes it back: pages of others stay as they are. */
  const setLarge = (large) => {
    root.classList.toggle("gongkai-large", large && document.querySelector(".gongkai-tools") !== null);
    for (const button of document.querySelectorAll(".gongkai-tools > button")) {
      button.textContent = large ? "退出长者模式" : "长者模式";
    }
  };

  const addTools = () => {
    const place = document.querySelector(".gongkai-tools:empty");
    if (!place) return;
    const button = make("button", { type: "button", title: "放大文字，加深颜色" });
    button.addEventListener("click", () => {
      const large = !root.classList.contains("gongkai-large");
      remember(large);
      setLarge(large);
    });
    place.append(button);
  };

  /* Search */

  /* What answers is fetched with its first files when a reader turns to it. Addresses hold while pages change. */
  const searchBox = document.querySelector(".md-search[data-gongkai-search]");
  if (searchBox) {
    const starts = searchBox.dataset.gongkaiSearch.split(" ").map((start) => new URL(start, location.href).href);
    searchBox.dataset.gongkaiSearch = starts.join(" ");
    let isThere = false;
    const turn = () => {
      if (isThere) return;
      isThere = true;
      document.head.append(make("script", { src: new URL("../search.js", starts[0]).href }));
    };
    const input = searchBox.querySelector("input");
    const toggle = document.getElementById("__search");
    searchBox.addEventListener("focusin", turn);
    searchBox.addEventListener("pointerenter", turn);
    toggle.addEventListener("change", () => { turn(); if (toggle.checked) input.focus(); });
    document.addEventListener("keydown", (event) => {
      const isTyped = event.target.closest && event.target.closest("input, select, textarea, [contenteditable]");
      if (isTyped || event.ctrlKey || event.metaKey || event.altKey || !["f", "s", "/"].includes(event.key)) return;
      event.preventDefault();
      turn();
      input.focus();
    });
    if (/[?&][hq]=/.test(location.search)) turn();
  }

  /* Tables */

  /* Some engines forget what a table is once its display changes, as it does on phones: the parts say it themselves. */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const nameParts = () => {
    for (const table of document.querySelectorAll("table:is(.gongkai, .gongkai-list, .gongkai-agencies, .gongkai-compare)")) {
      for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) {
        part.setAttribute("role", ROLES[part.tagName] || (part.scope.startsWith("row") ? "rowheader" : "columnheader"));
      }
    }
  };

  /* A number can be asked: what its page of explanations says of it, beside the table */

  const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  const askCells = () => {
    const link = document.querySelector('.gongkai-downloads a[href$=".cells.html"]');
    const tables = [...document.querySelectorAll("table.gongkai")];
    if (!link || tables.length === 0) return;
    let explained = null;
    const load = () => {
      explained = explained || fetch(link.href).then((answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.text();
      }).then((text) => new DOMParser().parseFromString(text, "text/html"));
      return explained;
    };

    const panel = make("aside", { className: "gongkai-asked", tabIndex: -1 });
    panel.setAttribute("aria-label", "这个数的说明");
    let asked = null;
    const close = () => {
      panel.remove();
      if (!asked) return;
      asked.classList.remove("asked");
      asked.focus({ preventScroll: true });
      asked = null;
    };

    const list = (page, cell) => make("ul", {}, ...[...cell.querySelectorAll("a")].map((each) => (
      make("li", { textContent: page.querySelector(each.getAttribute("href")).textContent }))));
    const show = (page, cell, row) => {
      const [column, now, before, sums, said, line] = [...row.cells];
      const years = [...page.querySelectorAll("thead th")].map((head) => head.textContent);
      const shut = make("button", { type: "button", textContent: "关闭" });
      shut.addEventListener("click", close);
      const items = [[years[1], now.textContent], ...(before.textContent ? [[years[2], before.textContent]] : [])];
      panel.replaceChildren(shut,
        make("p", {}, make("b", { textContent: `${row.parentElement.rows[0].textContent}　${column.textContent}` })),
        make("p", { textContent: items.map(([year, number]) => `${year} ${number}`).join("　") }),
        ...(sums.textContent ? [make("p", { textContent: "勾稽" }), list(page, sums)] : []),
        ...(said.textContent ? [make("p", { textContent: "正文说到" }), list(page, said)] : []),
        make("p", {}, `数据文件第${line.textContent}行；`, make("a", { href: `${link.href}#${cell.id}`, textContent: "全部逐格说明" })));
      if (asked) asked.classList.remove("asked");
      asked = cell;
      cell.classList.add("asked");
      cell.closest(".gongkai-table").after(panel);
      panel.focus({ preventScroll: true });
      /* What is asked stays in sight above its answer. */
      const hidden = cell.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
      if (hidden > 0) scrollBy({ top: hidden + 8, behavior: "instant" });
    };
    const ask = (cell) => load().then((page) => {
      const row = page.getElementById(cell.id);
      if (row) show(page, cell, row);
    }).catch(() => { location.href = `${link.href}#${cell.id}`; });

    for (const table of tables) {
      const cells = [...table.querySelectorAll("td[id]")];
      const rows = [...table.rows].map((row) => cells.filter((cell) => cell.parentElement === row)).filter((row) => row.length);
      for (const cell of cells) cell.tabIndex = cell === cells[0] ? 0 : -1;
      const go = (cell) => {
        for (const each of cells) each.tabIndex = each === cell ? 0 : -1;
        cell.focus();
      };
      table.addEventListener("click", (event) => {
        const cell = event.target.closest("td[id]");
        if (!cell || event.target.closest("a") || String(getSelection())) return;
        go(cell);
        ask(cell);
      });
      table.addEventListener("keydown", (event) => {
        const cell = event.target;
        if (!cells.includes(cell)) return;
        if (event.key === "Enter" || event.key === " ") ask(cell);
        else if (MOVES[event.key]) {
          const [down, right] = MOVES[event.key];
          const at = rows.findIndex((row) => row.includes(cell));
          const row = rows[at + down];
          const next = row && row[Math.min(rows[at].indexOf(cell) + right, right ? Infinity : row.length - 1)];
          if (next) go(next);
        } else return;
        event.preventDefault();
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.isConnected) close();
    });
  };

  /* The bar of years */

  /* From year to year a reader stays at the section or the cell that the address names, which other years have too. */
  const keepPlace = () => {
    const bar = document.querySelector(".gongkai-bar");
    const isReport = bar && bar.querySelector("ol [aria-current]");
    if (!isReport) return;
    bar.addEventListener("click", (event) => {
      const link = event.target.closest("ol a");
      if (link) link.hash = /^#(t[234]-|overview|disclosure|requests|disputes|problems|others)/.test(location.hash) ? location.hash : "";
    });
  };

  /* The index */

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  /* Each row with what it is found by: its name, the folder in its address, its kind, its cells. */
  const read = (table) => [...table.tBodies].map((body) => {
    const head = body.querySelector("th.kind");
    return {
      body,
      kind: head ? head.firstChild.textContent.trim() : "",
      count: head && head.querySelector(".gongkai-count"),
      rows: [...body.rows].filter((row) => row.cells[0] !== head).map((row) => ({
        row,
        text: plain(row.cells[0].textContent + row.cells[0].querySelector("a").getAttribute("href")),
        cells: [...row.cells].slice(1),
        reports: [...row.cells].slice(1).map((cell) => cell.querySelector("a") ? 1 : 0),
      })),
    };
  });

  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  const field = (label, control) => make("label", {}, make("span", { textContent: label }), control);

  const select = (name, every, values) => make("select", { name },
    make("option", { value: "", textContent: every }),
    ...values.map((value) => make("option", { value, textContent: value })));

  const addFilter = () => {
    const place = document.querySelector(".gongkai-filter:not([data-agencies]):empty");
    const table = place && document.querySelector(".gongkai-filter ~ .gongkai-scroll > table.gongkai-list--years");
    if (!table) return;
    const groups = read(table);
    const heads = [...table.tHead.rows[0].cells].slice(1);
    const years = heads.map((cell) => cell.textContent.trim());

    const name = make("input", { type: "search", name: "name", autocomplete: "off", spellcheck: false });
    const kind = select("kind", "全部类别", groups.map((group) => group.kind).filter(Boolean));
    const year = select("year", "全部年度", years);
    const reset = make("button", { type: "reset", textContent: "清除" });
    const told = make("p");
    told.setAttribute("role", "status");
    const form = make("form", {},
      field("机关名称", name), field("机关类别", kind), field("年度", year), reset, told);
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "筛选机关和年度");

    const showColumn = (wanted) => {
      heads.forEach((cell, at) => hide(cell, wanted >= 0 && at !== wanted));
      for (const group of groups) {
        for (const { cells } of group.rows) cells.forEach((cell, at) => hide(cell, wanted >= 0 && at !== wanted));
      }
    };

    let column = -1;
    const apply = () => {
      const words = plain(name.value);
      const wanted = years.indexOf(year.value);
      if (wanted !== column) showColumn(column = wanted);
      let agencies = 0;
      let reports = 0;
      for (const group of groups) {
        let shown = 0;
        for (const { row, text, cells, reports: own } of group.rows) {
          const isShown = text.includes(words)
            && (!kind.value || kind.value === group.kind)
            && (wanted < 0 || !cells[wanted].classList.contains("none"));
          hide(row, !isShown);
          if (!isShown) continue;
          shown += 1;
          reports += wanted < 0 ? own.reduce((sum, one) => sum + one, 0) : own[wanted];
        }
        hide(group.body, shown === 0);
        if (group.count) group.count.textContent = `${shown}个机关`;
        agencies += shown;
      }
      const isAll = !words && !kind.value && wanted < 0;
      reset.disabled = isAll;
      told.textContent = agencies
        ? `${isAll ? "共" : "显示"}${agencies}个机关，${reports}份报告`
        : "没有符合条件的机关";
    };

    /* The choice stands in the address, to be sent on and to be there on the way back. */
    const write = () => {
      const chosen = new URLSearchParams();
      for (const control of [name, kind, year]) if (control.value.trim()) chosen.set(control.name, control.value.trim());
      const fragment = chosen.toString();
      try { history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search); } catch { /* a file without a server */ }
    };
    const readAddress = () => {
      const chosen = new URLSearchParams(location.hash.slice(1));
      for (const control of [name, kind, year]) {
        control.value = chosen.get(control.name) || "";
        if (control.selectedIndex === -1) control.value = "";
      }
      apply();
    };

    form.addEventListener("input", () => { apply(); write(); });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const control of [name, kind, year]) control.value = "";
      apply();
      write();
      name.focus();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", readAddress);
    place.append(form);
    readAddress();
  };

  /* All agencies of a year */

  const numberIn = (cell) => {
    const text = cell ? cell.firstChild && cell.firstChild.textContent.replace(/[,%\s]/g, "") : "";
    return text && !Number.isNaN(Number(text)) ? Number(text) : null;
  };

  const sortAgencies = () => {
    const table = document.querySelector("table.gongkai-agencies");
    const place = document.querySelector(".gongkai-filter[data-agencies]:empty");
    if (!table || !place) return;
    const body = table.querySelector("tbody.rows");
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[1].cells];
    const name = (row) => row.cells[0].querySelector("a").textContent;
    /* Rows without a number stand last, whichever way. */
    const value = (row, at) => at === 0 ? name(row) : row.cells.length > 2 ? numberIn(row.cells[at]) : null;

    const sort = (at, isDown) => {
      const order = new Map(rows.map((row) => [row, value(row, at)]));
      const sorted = [...rows].sort((one, other) => {
        const [a, b] = [order.get(one), order.get(other)];
        if (a === null || b === null) return (a === null) - (b === null);
        const ascending = at === 0 ? a.localeCompare(b, "zh-CN") : a - b;
        return isDown ? -ascending : ascending;
      });
      body.append(...sorted);
      heads.forEach((head, index) => {
        if (index === at) head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    };

    heads.forEach((head, at) => {
      const button = make("button", { type: "button", textContent: head.textContent });
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(at, now ? now === "ascending" : at > 0);
      });
      head.replaceChildren(button);
    });
    heads[1].setAttribute("aria-sort", "descending");

    const kinds = [...new Set(rows.map((row) => row.dataset.kind))];
    const kind = select("kind", `全部（${rows.length}）`, kinds);
    const own = select("own", "不标出", rows.map(name));
    const told = make("p");
    told.setAttribute("role", "status");
    const mark = () => {
      for (const dot of table.querySelectorAll("svg .own")) dot.remove();
      for (const row of rows) {
        hide(row, Boolean(kind.value) && row.dataset.kind !== kind.value);
        const isOwn = Boolean(own.value) && name(row) === own.value;
        row.classList.toggle("own", isOwn);
        const tag = row.cells[0].querySelector(".gongkai-tag");
        if (tag) tag.remove();
        if (!isOwn) continue;
        row.cells[0].append(make("span", { className: "gongkai-tag", textContent: "所选" }));
        [...table.querySelectorAll(".strip svg")].forEach((svg, at) => {
          const number = row.cells.length > 2 ? numberIn(row.cells[at + 1]) : null;
          const highest = Number(svg.dataset.highest);
          if (number === null || !highest || row.cells[at + 1].classList.contains("thin")) return;
          const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
          const places = { class: "own", cx: `${4 + 92 * number / highest}%`, cy: 27, r: 4.5 };
          for (const [key, text] of Object.entries(places)) dot.setAttribute(key, text);
          svg.append(dot);
        });
      }
      told.textContent = `显示${rows.filter((row) => !row.hidden).length}个机关`;
    };
    const form = make("form", {}, field("机关类别", kind), field("标出", own), told);
    form.setAttribute("aria-label", "筛选和标出机关");
    form.addEventListener("input", mark);
    form.addEventListener("submit", (event) => event.preventDefault());
    place.append(form);
    mark();
  };

  const start = () => {
    addTools();
    addFilter();
    keepPlace();
    nameParts();
    askCells();
    sortAgencies();
    setLarge(remembered());
  };

  setLarge(remembered());
  /* Material can change pages without loading them anew, and tells of each. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else start();
})();
