// The loader: all that a partner's page loads by name.
//
// It finds its own tag, puts <article-embed> where the tag stands, reserves the space, and asks for
// the story and for the first program, `render`, at the same time. `render` makes elements of the
// story, which from then on need no program to be read. The second one, `islands`, has what a reader
// does with them, and comes when the reader gets near. A program that fails takes nothing away that
// stands already; where `render` fails, one line with a link to the story is shown.
(() => {
  // --- What the build knows ---

  const renderGlue = "__RENDER_GLUE__";
  const renderFile = ["__RENDER_WASM__", "__RENDER_WASM_INTEGRITY__"];
  const islandsFile = ["__ISLANDS_WASM__", "__ISLANDS_WASM_INTEGRITY__"];
  const islandsScript = ["__ISLANDS_JS__", "__ISLANDS_JS_INTEGRITY__"];
  const languagesFolder = "__LANGUAGES__";

  // --- Where this file is ---

  const tags = (root) => [...root.querySelectorAll("script[data-article][src]")];
  const folder = (address) => new URL(".", address).href;
  const isLoader = (tag) => /\/embed\.js\b/.test(tag.src);

  // Null in modules and under script rewriters; and a page's own markup can hide it. Then a stack
  // names this file, unless it runs from a text, and then it is some tag's.
  const current = document.currentScript;
  const own = current instanceof HTMLScriptElement && current.src ? current : undefined;
  const named = /https?:\S*\/embed\.js/.exec(new Error().stack)?.[0];
  const source = own?.src || named || tags(document).find(isLoader)?.src || document.baseURI;
  const base = folder(source);

  // One loader for each folder, whatever number of tags; other publishers bring their own.
  const loaders = (window[Symbol.for("article-embed")] ??= {});
  if (loaders[base]) {
    loaders[base](own);
    return;
  }

  // --- Saying what is wrong ---

  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const broken = "the program does not run: ";

  const tell = (message, element) => console.error(`article-embed: ${message}`, element);

  // Once for an element, or, without one, for the whole page.
  const told = new WeakMap();
  const complain = (message, element, owner = document) => {
    const known = told.get(owner) ?? new Set();
    if (!known.has(message)) tell(message, element);
    told.set(owner, known.add(message));
  };

  const emit = (element, step, detail) =>
    element.dispatchEvent(
      new CustomEvent(`article-embed-${step}`, { bubbles: true, composed: true, detail }),
    );

  // A page may have replaced `fetch` by something that throws whatever it likes.
  const unreachable = (error) =>
    `the request failed; the server may be unreachable or may not allow this page's origin (CORS): ${error instanceof Error ? error.message : ""}`;

  // What the page's policy has refused, by address, with the directive.
  const refused = {};
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.disposition === "enforce") refused[event.blockedURI] = event.effectiveDirective;
  });

  // The cause: the page's policy, if it refused this, of which browsers tell a little later.
  const blame = async (address, cause) => {
    await wait(50);
    const directive = refused[address];
    return directive
      ? `the page's Content-Security-Policy refuses ${address} (${directive}); it must allow ${home} and 'wasm-unsafe-eval'`
      : cause;
  };

  // --- Files ---

  // Files are beside the loader. Where its address redirects, no page is told the final one; so it is
  // asked for when a file is not where the tag says.
  let home = base;
  const redirected = () =>
    fetch(source).then(
      (answer) => folder(answer.url),
      () => base,
    );

  // The bytes of a file. What is not as it was built is asked for once more, past the cache.
  const bytes = async (name, integrity, cache) => {
    for (let place = home; ; place = await redirected(), cache = "reload") {
      try {
        const content = await (await fetch(place + name, { integrity, cache })).arrayBuffer();
        home = place;
        return content;
      } catch {
        if (cache) throw await why(home + name);
      }
    }
  };

  // With an integrity hash, a browser tells nothing but that it failed.
  const why = async (address) => {
    let cause = "cut off or changed, so its integrity hash is wrong";
    try {
      const { ok, status } = await fetch(address);
      if (!ok) cause = `status ${status}`;
    } catch (error) {
      cause = unreachable(error);
    }
    return blame(address, `${address}: ${cause}`);
  };

  // A name of a policy can be taken once on pages with Trusted Types. Without one, newer browsers can still
  // parse by `Document.parseHTML`, which leaves out what could run script, and frames.
  let policy;
  const documentOf = (html) => {
    try {
      policy ??= window.trustedTypes?.createPolicy("article-embed", { createHTML: String }) ?? false;
    } catch {
      policy = false;
    }
    try {
      return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
    } catch {}
    try {
      return Document.parseHTML(html, { sanitizer: {} });
    } catch {}
  };

  // A parsed document, as programs go through it: what is parsed never gets into a page. A `TreeWalker` moves by
  // the tree's real structure; a form's named fields could hide its own properties, so nothing is asked of one.
  const parse = (html) => {
    const parsed = documentOf(html);
    // Elements and texts. What is parsed can hide its document's own properties, so nothing is asked of that.
    const walker = parsed && Document.prototype.createTreeWalker.call(parsed, parsed, 5);
    return (
      walker?.firstChild() && {
        node() {
          const node = walker.currentNode;
          if (node instanceof Text) return `#${node.data}`;
          if (!(node instanceof HTMLFormElement)) return node.localName;
        },
        has_attributes: () => walker.currentNode.hasAttributes(),
        attribute: (name) => walker.currentNode.getAttribute(name),
        go: (to) => !!walker[["firstChild", "nextSibling", "parentNode"][to]](),
      }
    );
  };

  // Runs a script as a module, which no page with Trusted Types has to allow. A preload checks what comes;
  // browsers that know none import it as it is.
  const run = (address, integrity) => {
    const link = document.createElement("link");
    const { nonce = "" } = own ?? {};
    const preloaded = new Promise((onload, onerror) => {
      if (!link.relList.supports("modulepreload")) return onload();
      const href = address;
      const [rel, crossOrigin] = ["modulepreload", "anonymous"];
      Object.assign(link, { rel, href, integrity, nonce, crossOrigin, onload, onerror });
      document.head.append(link);
    });
    return preloaded.finally(() => link.remove()).then(() => import(address));
  };

  // The glue of the islands, which its file leaves under the name of the program.
  const islandsGlue = async (again = "") => {
    const address = home + islandsScript[0];
    try {
      // Modules are kept by their addresses, also those that failed.
      await run(address + again, islandsScript[1]);
    } catch {
      if (again) throw await blame(address, `${address}: the browser does not run it`);
      await bytes(...islandsScript, "reload");
      return islandsGlue(`#${Date.now()}`);
    }
    return window[Symbol.for("article-embed-programs")]?.[islandsFile[0]];
  };

  // --- What programs ask of the loader ---

  const json = async (...file) => JSON.parse(new TextDecoder().decode(await bytes(...file)));

  // Keeps what came; what did not come is asked for again the next time.
  const keeping = (get) => {
    const kept = {};
    return (key) => (kept[key] ??= get(key).catch((error) => {
      kept[key] = null;
      throw error;
    }));
  };
  const integrities = keeping((name) => json(languagesFolder + name, "__LANGUAGES_INTEGRITY__"));
  const language = keeping(async (tag) => {
    const integrity = (await integrities("index.json"))[tag];
    if (!integrity) throw new Error(`there are no texts in “${tag}”`);
    return json(`${languagesFolder}${tag}.json`, integrity);
  });

  const emitError = (host, code, message, url) => emit(host, "error", { code, message, url });
  const page = {
    language,
    parse,
    mistake({ host }, message) {
      complain(message, host, host);
    },
    ready({ host }, headline, url) {
      live.get(host)?.hear(() => emit(host, "ready", { headline, url }));
    },
    failed({ host }, code, message, url) {
      live.get(host)?.hear(() => {
        tell(message, host);
        emitError(host, code, message, url);
      });
    },
  };

  // --- Programs ---

  const each = (object, how) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, how(value)]));

  // A program in memory. It has ended when anything is thrown out of it: its memory is not to be
  // relied on then. Whoever called it hears nothing of that; the embeds that it serves do.
  const start = async (glue, file, isOwn) => {
    const end = (error) => {
      program.trap = `it broke down: ${error}`;
      program.embeds.forEach((hear) => hear());
    };
    // Calls into the program, from whatever listener or task.
    const inward = (call) =>
      typeof call !== "function"
        ? call
        : (...given) => {
            try {
              if (!program.trap) return call(...given);
            } catch (error) {
              if (!program.trap) end(error);
            }
            // The glue takes some answers apart.
            return [];
          };
    // Calls out of it. One into it that the browser made meanwhile may have ended it; then the outer
    // call goes no further either.
    const outward = (call) => (...given) => {
      const result = call(...given);
      if (program.trap) throw program.trap;
      return result;
    };
    const instantiate = async (source, imports) => {
      const guarded = each(imports, (module) => each(module, outward));
      const { instance } = await WebAssembly.instantiate(source, guarded);
      return { instance: { exports: each(instance.exports, inward) } };
    };
    const program = {
      isOwn,
      embeds: new Map(),
      sheets: new Map(),
      call: (name, ...given) => {
        const answer = inward(() => bindgen[name](...given))();
        return program.trap ? undefined : answer;
      },
    };
    let bindgen;
    try {
      bindgen = glue(Object.create(WebAssembly, { instantiate: { value: instantiate } }));
      await bindgen({ module_or_path: file });
    } catch (error) {
      throw await blame("wasm-eval", `${error}`);
    }
    program.call("connect", page);
    if (program.trap) throw program.trap;
    return program;
  };

  // Gives a program: one that all embeds share until it traps. After that each embed gets one of its
  // own, so that a story which does that to a program does it to no other's.
  const sharing = (get) => {
    let files, shared, arrive;
    const arrived = new Promise((resolve) => (arrive = resolve));
    // After a failure it can be asked again, and what comes late counts: for all who went without.
    const fetchFiles = async () => {
      const attempt = get();
      attempt.then(arrive, () => {});
      const late = wait(20000).then(() => Promise.reject(`${home} takes too long (20 seconds)`));
      try {
        return await Promise.race([arrived, attempt, late]);
      } catch (cause) {
        files = null;
        arrived.then(resume);
        throw cause;
      } finally {
        late.catch(() => {});
      }
    };
    return async () => {
      const got = await (files ??= fetchFiles());
      shared ??= start(...got);
      try {
        if (!(await shared).trap) return shared;
      } catch (cause) {
        shared = null;
        throw cause;
      }
      return start(...got, true);
    };
  };

  const render = sharing(async () => [renderGlue, await bytes(...renderFile)]);
  const islands = sharing(() => Promise.all([islandsGlue(), bytes(...islandsFile)]));

  // A program's style sheet, once for each document: a sheet belongs to one.
  const sheetOf = (program, view) => {
    let sheet = program.sheets.get(view);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(program.call("style"));
      program.sheets.set(view, sheet);
    }
    return sheet;
  };

  const dress = (program, view, root) => {
    const sheet = sheetOf(program, view);
    if (!root.adoptedStyleSheets.includes(sheet))
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };

  // Embeds take turns, so that the page stays alive, and the first story is seen before the last.
  let turns = Promise.resolve();
  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  // A task after the next frame has been painted. Pages that nobody looks at paint none.
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, 100);
    }).then(task);
  const turn = () => {
    const mine = turns;
    turns = mine.then(task);
    return mine;
  };

  // --- Stories ---

  // A server's answer, or why there is none.
  const ask = async (address, again) => {
    const reason = "the attribute “article” is missing or is no address";
    if (!address) return { problem: "no-article", reason };
    if (!navigator.onLine) return { problem: "offline", reason: "the browser is offline" };
    let signal;
    try {
      signal = AbortSignal.timeout(15000);
      const answer = await fetch(address, { signal, cache: again ? "reload" : "default" });
      const text = await answer.text();
      const came = { status: answer.status, url: answer.url || address };
      if (!text.trim()) return { ...came, flaw: "empty" };
      try {
        return { ...came, json: JSON.parse(text) };
      } catch ({ message }) {
        return { ...came, flaw: "not-json", reason: message };
      }
    } catch (error) {
      // Not all browsers call the error by its name.
      if (signal?.aborted) return { problem: "timed-out", reason: "no answer within 15 seconds" };
      return { problem: "unreachable", reason: unreachable(error) };
    }
  };

  // What `render` is told of the page, the reader and the element.
  const visit = (host) => {
    let server;
    try {
      server = localStorage.getItem("article-embed/mastodon");
    } catch {}
    return {
      address: location.href,
      base: host.baseURI,
      languages: navigator.languages,
      sharing: !!navigator.share,
      server,
      attributes: Object.fromEntries([...host.attributes].map(({ name, value }) => [name, value])),
    };
  };

  // --- The element ---

  // The options as properties of the element; `lang` is one of every element.
  const options =
    "article url item format publisher follow comments commentsUrl commentsOrder share shareUrl theme headingLevel count loading".split(
      " ",
    );
  const attribute = (option) => option.replace(/[A-Z]/g, "-$&").toLowerCase();

  // Nothing and false bring the default back, as they do in frameworks.
  const setAll = (element, values) => {
    for (const option in values) {
      const value = values[option];
      if ((value ?? false) === false) element.removeAttribute(attribute(option));
      else element.setAttribute(attribute(option), value);
    }
    return element;
  };

  const saves = () => navigator.connection?.saveData;
  const near = (rootMargin, next) =>
    new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && next(),
      { rootMargin },
    );

  // Counting for the publisher who asks for it, once for each page: docs/counting.md says what is sent.
  const counted = new Set();
  const count = (host, story, event) => {
    let url;
    try {
      url = new URL(host.count, host.baseURI);
    } catch {
      return;
    }
    url.search += `${url.search ? "&" : "?"}story=${encodeURIComponent(story)}&event=${event}`;
    if (counted.has(url.href) || !/^http/.test(url.protocol)) return;
    counted.add(url.href);
    const [method, mode, credentials, referrerPolicy] = ["POST", "no-cors", "omit", "no-referrer"];
    const how = { method, mode, credentials, referrerPolicy, keepalive: true };
    // A page's own `fetch` may throw at once.
    (async () => fetch(url, how))().catch(() => {});
  };

  // What the story in a shadow root tells of itself.
  const contextOf = (root) =>
    JSON.parse(root.querySelector("[data-context]")?.dataset.context ?? null);

  // Watches whether a story is shown, and read to its end. A paragraph takes two seconds at least.
  const watchReading = (host, root) => {
    const { url, article, blocks } = contextOf(root);
    const end = root.querySelector("[data-place=end]");
    let isAtEnd, isTimeOver, timer;
    const finish = () => isAtEnd && isTimeOver && count(host, url ?? article, "read");
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (target === end) isAtEnd = isIntersecting;
        else if (isIntersecting && !timer) {
          count(host, url ?? article, "shown");
          timer = setTimeout(() => finish((isTimeOver = true)), blocks * 2000);
        }
      }
      finish();
    });
    // https://www.w3.org/TR/gpc/
    if (host.count && blocks && !navigator.globalPrivacyControl) {
      observer.observe(root.querySelector("[data-context]"));
      observer.observe(end);
    }
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  };

  // The embeds that stand in a page, by their elements.
  const live = new Map();
  // What has failed is tried again: the network is back, or a file has come after all.
  const resume = () => live.forEach((embed) => embed.resume());
  addEventListener("online", resume);
  document.addEventListener("selectionchange", () => {
    for (const [{ shadowRoot }, embed] of live) {
      // Chromium tells only the root what is selected in it.
      const { type, anchorNode } = shadowRoot.getSelection?.() ?? getSelection();
      if (type === "Range" && shadowRoot.contains(anchorNode)) embed.approach();
    }
  });

  // The story's own page: an attribute, a link inside, or one in the <noscript> beside the tag.
  // A noscript is text to a browser that runs scripts.
  const urlOf = (host) => {
    let next = host.tag?.nextElementSibling;
    if (next === host) next = host.nextElementSibling;
    const found = next?.matches("noscript") && /href=["']?([^"'\s>]+)/i.exec(next.textContent);
    return (
      host.url ||
      host.querySelector("a[href]")?.href ||
      (found && found[1].replace(/&(amp|#0*38);/g, "&"))
    );
  };

  const linkOf = (host) => {
    const link = document.createElement("a");
    const address = urlOf(host);
    if (address) link.href = address;
    return link.hostname && /^http/.test(link.protocol) ? link : undefined;
  };

  // What stands in one element, from when it comes to a page until it leaves it.
  const embedIn = (host, view) => {
    // far (waits for the reader) → loading → painting → shown, or broken; at last gone.
    let phase = "far";
    // out (there is no story) → watching (for the reader) → coming → on, or down.
    let stage = "out";
    // The programs that serve it, and the first of them on its way.
    let renderer, server, starting;
    // Which story it is to show, the request for it that counts, and what came of it.
    let wanted, request, answer;
    // The buttons that wait for the islands, the one that asked for the story again, and what the reader was in
    // when it was replaced.
    const pressed = new Map();
    let retry, leads;
    // What the story that stands tells of itself, and what the page is to be told of a drawing.
    let context, news;
    // Where the text is to stay, and by how many pixels the gap above it is larger for that.
    let textPlace = 0;
    let added = 0;
    // The loader's own element in the place of the story; the islands' place where they fail.
    let stand, sorry;
    // The texts of its language have not come.
    let isMute;
    // The page's address when the story was drawn.
    let drawn;
    // What is counted, and where; and what ends that.
    let countedTo, stopCounting;
    const root = host.shadowRoot || host.attachShadow({ mode: "open" });
    const reader = near("800px", begin);
    const places = near("200%", approach);
    const changes = new MutationObserver(changed);
    const contexts = new MutationObserver(() => server?.call("update", host));
    const listening = new AbortController();
    const { signal } = listening;

    const isLazy = host.loading === "lazy" || (host.loading !== "eager" && saves());
    // What takes longest is asked for first.
    if (!isLazy) render().catch(() => {});

    // A sheet belongs to one document.
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync("__STYLE__");
    root.adoptedStyleSheets = [sheet];
    put("div", "placeholder");
    // For those who do not see the placeholder.
    const loading = document.createElement("p");
    Object.assign(loading, { className: "loading", role: "status", lang: "en" });
    loading.textContent = "Loading the story";
    stand.append(loading);
    // `render` says by the context that something is otherwise now, perhaps after a language has come.
    contexts.observe(root, { subtree: true, attributeFilter: ["data-context"] });
    for (const type of ["pointerover", "touchstart", "focusin", "click"])
      root.addEventListener(type, touched, { passive: true, signal });
    if (isLazy) reader.observe(host);
    // Who made the element may set its attributes only now.
    else queueMicrotask(begin);
    return { update, resume, approach, hear, end };

    function end() {
      for (const observer of [reader, places, changes, contexts]) observer.disconnect();
      listening.abort();
      stop();
      renderer?.call("release", root);
      renderer?.embeds.delete(host);
      renderer = null;
      stopCounting?.();
      phase = "gone";
      answer = null;
      root.replaceChildren();
    }

    // --- The story ---

    function begin() {
      if (phase !== "far") return;
      phase = "loading";
      reader.disconnect();
      changes.observe(host, { attributes: true });
      // The reader is told of a program that does not come before the story does.
      drawing().catch(fail);
      load(false);
      // Texts that are likely to be wanted: their list comes before them.
      const languages = [host.lang, document.documentElement.lang, navigator.language];
      if (languages.some((tag) => tag && !/^en/i.test(tag)))
        integrities("index.json").catch(() => {});
    }

    async function drawing() {
      if (!renderer || renderer.trap) {
        starting ??= render().finally(() => (starting = null));
        renderer = await starting;
        // Is read while the story is on its way.
        sheetOf(renderer, view);
      }
      return renderer;
    }

    function which() {
      return [host.article, host.item, host.format].join("\n");
    }

    async function load(again) {
      let address = "";
      try {
        const { href, protocol } = new URL(host.article || "", host.baseURI);
        if (host.article && /^https?:/.test(protocol)) address = href;
      } catch {}
      const mine = (request = {});
      wanted = which();
      if (phase === "broken") phase = "loading";
      emit(host, "loading", { url: address });
      const came = await ask(address, again);
      // Another may have been asked for, or the embed has ended.
      if (mine !== request || phase === "gone") return;
      answer = came;
      if (phase !== "broken") paint();
    }

    async function paint() {
      const mine = answer;
      try {
        const program = await drawing();
        await turn();
        if (!mine || mine !== answer) return;
        const url = urlOf(host);
        if (url !== host.url) host.url = url;
        drawn = location.href;
        phase = "painting";
        program.embeds.set(host, () => trapped(program));
        if (program.trap) trapped(program);
        else {
          dress(program, view, root);
          const { json, ...came } = mine;
          came.now = Date.now();
          follow(program, draw(program, "paint", came, json, visit(host)));
        }
      } catch (error) {
        if (mine && mine === answer) fail(error);
      }
    }

    // Calls `render`, and does to what stands what needs no program: the headings get their level, and the
    // text stays where it is while the words around it change. Then the page hears what has come of it.
    function draw(program, name, ...given) {
      const story = root.querySelector("[data-context]");
      const before = context;
      const top = name === "go_on" ? undefined : textTop();
      // Who reads in what is replaced is led to what comes in its place.
      leads ??= root.activeElement;
      news = [];
      const next = program.call(name, root, ...given);
      if (leads?.isConnected) leads = null;
      context = contextOf(root);
      if (!context || story !== root.querySelector("[data-context]")) hold(0);
      else if (top !== undefined && before?.interface !== context.interface) {
        column().dataset.changing = context.interface;
        // Places are rounded, which would add up with every change. Farther off, the column has become wider
        // or narrower, and the text's place is elsewhere.
        if (Math.abs(top - textPlace) > 1) textPlace = top;
        hold(added + textPlace - textTop());
      }
      if (context && before && before.level !== context.level) level(context.level);
      // A program that has ended meanwhile is drawn for by another.
      for (const tellPage of program.trap ? [] : news) {
        stands();
        tellPage();
      }
      return next;
    }

    function hear(tellPage) {
      news.push(tellPage);
    }

    function column() {
      return root.querySelector("[data-column]");
    }

    function textTop() {
      return root.querySelector("[data-place=text]")?.offsetTop;
    }

    // Makes the gap above the text so many pixels larger than it would be.
    function hold(pixels) {
      if (added !== pixels) column()?.style.setProperty("--_added", `${pixels}px`);
      added = pixels;
    }

    // Gives the headings the levels that they have below a headline of this level.
    function level(headline) {
      for (const heading of root.querySelectorAll("[data-level]")) {
        const name = `h${Math.min(6, headline + Number(heading.dataset.level) - 1)}`;
        if (heading.localName === name) continue;
        const renamed = document.createElement(name);
        for (const { name, value } of heading.attributes) renamed.setAttribute(name, value);
        renamed.append(...heading.childNodes);
        const hasFocus = root.activeElement === heading;
        heading.replaceWith(renamed);
        if (hasFocus) renamed.focus();
      }
    }

    // Does what `render` asks for after a call: to fetch the texts of a language, or to go on with a story of
    // which the beginning stands.
    async function follow(program, next, isGoingOn) {
      if (next === true) {
        // A reader sees the beginning before the rest is drawn.
        await (isGoingOn ? task() : frame());
        if (program === renderer) follow(program, draw(program, "go_on"), true);
      } else if (next) {
        const speak = (texts) =>
          program === renderer && follow(program, draw(program, "speak", next, texts));
        language(next).then(speak, (cause) => {
          complain(`the texts in “${next}” did not come: ${cause}`, host);
          isMute = true;
          speak();
        });
        // So long a story waits for the words around it.
        await wait(300);
        if (phase === "painting") speak();
      } else settle();
    }

    // What is below the text is out of sight while its words change, and the islands' change a little later.
    async function settle() {
      const tag = column()?.dataset.changing;
      if (!tag) return;
      const late = `[data-live] section:not([lang="${tag}"])`;
      for (let frames = 0; frames < 120; frames++) {
        await new Promise(requestAnimationFrame);
        if (frames && !root.querySelector(late)) break;
      }
      // They are laid out out of sight, too.
      await new Promise(requestAnimationFrame);
      if (column()?.dataset.changing === tag) delete column().dataset.changing;
    }

    // The picture stands: a story, or why there is none.
    function stands() {
      if (phase !== "painting") return;
      phase = "shown";
      countedTo = null;
      recount();
      stand.remove();
      refocus();
      if (!context) stop();
      else if (server && !server.trap) take(server);
      else if (stage !== "coming") {
        watch();
        // What was pressed while only the beginning stood.
        if (pressed.size) wake();
      }
    }

    function recount() {
      if (countedTo === host.count) return;
      countedTo = host.count;
      stopCounting?.();
      stopCounting = context && watchReading(host, root);
    }

    // What the reader was in is gone; the reader's place in the page is not.
    function refocus() {
      if (retry || leads) root.querySelector("#headline, [data-action]")?.focus();
      retry = leads = null;
    }

    function changed() {
      if (which() === wanted) return update();
      // What was pressed was meant for the story before.
      release();
      load(false);
    }

    function update() {
      const before = phase;
      if (before !== "shown" && before !== "painting") return;
      // What has ended elsewhere changes nothing any more; another draws the story as it is to be now.
      if (renderer.trap && before === "shown") return paint();
      drawn = location.href;
      // While it is called, a trap is this embed's.
      phase = "painting";
      const next = draw(renderer, "update", visit(host));
      // What was drawn again in place leads nowhere.
      leads = null;
      if (phase === "painting") phase = before;
      follow(renderer, next);
      server?.call("update", host);
      if (phase === "shown") recount();
    }

    function resume() {
      const isMissing = !answer || (answer.problem && answer.problem !== "no-article");
      const isBroken = phase === "broken";
      if (isMissing && (isBroken || phase === "shown")) load(true);
      else if (isBroken) {
        phase = "loading";
        paint();
      }
      if (isMute) {
        isMute = false;
        update();
      }
      if (stage === "down") wake();
    }

    // `render` has ended. What stands goes on standing.
    function trapped(program) {
      complain(`${broken}${program.trap}`, host);
      if (program !== renderer || phase !== "painting") return;
      phase = "loading";
      if (program.isOwn) fail(program.trap);
      else paint();
    }

    // --- The islands ---

    function watch() {
      stage = "watching";
      sorry = root.querySelector("[data-when=failed]");
      places.disconnect();
      for (const place of root.querySelectorAll(
        "[data-place=comments], [data-action], button[data-target]",
      ))
        places.observe(place);
      if (saves()) return;
      (window.requestIdleCallback ?? setTimeout)(() => approach());
    }

    // The reader is near something that needs the islands.
    function approach() {
      if (stage === "watching") wake();
    }

    // Whether the comments' place says that they cannot be had. An attribute of the place itself stays when
    // `render` says its words again in another language.
    function showCommentsFailed(isFailed) {
      const place = sorry && root.querySelector("[data-place=comments]");
      if (!place) return;
      // What the islands have shown stays, with this below.
      if (!place.querySelector("[data-when=failed]")) place.append(sorry);
      place.toggleAttribute("data-failed", isFailed);
    }

    async function wake() {
      places.disconnect();
      stage = "coming";
      const isWanted = () => stage === "coming" && phase !== "gone";
      try {
        const program = await islands();
        await turn();
        if (!isWanted()) return;
        server = program;
        program.embeds.set(host, () => sink(program.trap));
        if (program.trap) throw program.trap;
        dress(program, view, root);
        await take(program);
      } catch (error) {
        if (isWanted()) sink(error);
      }
    }

    // Has the islands take the story that stands.
    async function take(program) {
      stage = "coming";
      await program.call("start", host);
      if (stage === "coming" && program === server && phase !== "gone") replay();
    }

    // Does what was pressed while they were on their way.
    function replay() {
      stage = "on";
      showCommentsFailed(false);
      for (const [button, place] of release()) {
        const { action, target } = button.dataset;
        if (action === "retry") continue;
        // They may have put their own in its place.
        const now = button.isConnected
          ? button
          : root.querySelector(`[data-place="${place}"] button[data-target="${target}"]`);
        if (now && !root.activeElement) now.focus({ preventScroll: true });
        now?.click();
      }
    }

    // The buttons that waited, which do so no longer.
    function release() {
      const buttons = [...pressed];
      for (const [button] of buttons) button.removeAttribute("aria-busy");
      pressed.clear();
      return buttons;
    }

    // They are not to be had.
    function sink(cause) {
      stage = "down";
      release();
      showCommentsFailed(true);
      blameProgram("islands", `the islands do not run: ${cause}`);
    }

    function stop() {
      release();
      stage = "out";
      server?.call("stop", host);
      server?.embeds.delete(host);
      server = null;
    }

    // --- The reader ---

    function touched(event) {
      const { type, target } = event;
      // Single-page apps change the URL without an event, and it may be what is shared.
      if (phase === "shown" && drawn !== location.href) update();
      const button = type === "click" && target.closest("[data-action], [data-target]");
      // The islands may have taken it away by now.
      if (button) press(button, placeOf(event));
      approach();
    }

    // The name of the place that an event is in.
    function placeOf(event) {
      const path = event.composedPath();
      const inside = path.slice(0, path.indexOf(root));
      return inside.find((node) => node.dataset.place)?.dataset.place;
    }

    function press(button, place) {
      const { action, target, quote } = button.dataset;
      if (button.href) {
        // A link does by itself what it is for.
        if (target) emit(host, "share", quote ? { target, quote } : { target });
      } else if (action === "retry" && !place) {
        if (retry) return;
        retry = button;
        button.setAttribute("aria-busy", "true");
        if (phase === "broken") resume();
        else load(true);
      } else if (phase === "painting" || (stage !== "on" && stage !== "out")) {
        pressed.set(button, place);
        button.setAttribute("aria-busy", "true");
        if (stage === "watching" || stage === "down") wake();
      }
    }

    // --- Without a program ---

    function put(name, className) {
      stand = document.createElement(name);
      stand.className = className;
      root.replaceChildren(stand);
      return stand;
    }

    // One line with the link, in place of the story.
    function fail(cause) {
      if (phase === "broken" || phase === "gone") return;
      stop();
      phase = "broken";
      const line = put("p", "failure");
      line.append("This story cannot be shown here. ");
      const link = linkOf(host);
      if (link) {
        link.textContent = `Read it on ${link.hostname.replace(/^www\./, "")}`;
        line.append(link, " ");
      }
      const button = document.createElement("button");
      button.dataset.action = "retry";
      button.textContent = "Try again";
      line.append(button);
      refocus();
      blameProgram("program", broken + cause);
    }

    function blameProgram(code, message) {
      complain(message, host);
      emitError(host, code, message, linkOf(host)?.href ?? "");
    }
  };

  class ArticleEmbed extends HTMLElement {
    static {
      for (const option of options) {
        Object.defineProperty(this.prototype, option, {
          get() {
            return this.getAttribute(attribute(option));
          },
          set(value) {
            setAll(this, { [option]: value });
          },
        });
      }
    }

    connectedCallback() {
      const view = this.ownerDocument.defaultView;
      // Moved within the page: what the move has undone is done again.
      if (live.has(this) || !view) return live.get(this)?.update();
      // A page may have set properties before the element was one of these.
      for (const option of options) {
        const value = this[option];
        delete this[option];
        this[option] = value;
      }
      live.set(this, embedIn(this, view));
    }

    disconnectedCallback() {
      // A move is a removal and an insertion in one step. Only one to another document takes the
      // style away; there the embed begins anew.
      queueMicrotask(() => {
        const embed = live.get(this);
        if (!embed || (this.isConnected && this.shadowRoot.adoptedStyleSheets.length)) return;
        live.delete(this);
        embed.end();
        if (this.isConnected) this.connectedCallback();
      });
    }
  }

  // Another publisher's embed, or another version, may have taken the name.
  let name = "article-embed";
  for (let count = 2; customElements.get(name); count++) name = `article-embed-${count}`;
  customElements.define(name, ArticleEmbed);

  const create = (values) => setAll(document.createElement(name), values);

  // Puts an embed where a tag stands, once for each tag.
  const placed = new WeakSet();
  const place = (tag) => {
    if (placed.has(tag) || !tag.isConnected || tag.dataset.article == null) return;
    const { target, ...values } = tag.dataset;
    let container;
    try {
      container = target && document.querySelector(target);
    } catch {}
    if (target && !container && document.readyState === "loading") {
      // The place may stand further down.
      document.addEventListener("DOMContentLoaded", () => place(tag));
      return;
    }
    placed.add(tag);
    // A copy of the page, as browsers and frameworks keep them, has the element already.
    const beside = container ? container.lastElementChild : tag.nextElementSibling;
    if (beside?.article === values.article && !beside.tag) {
      beside.tag = tag;
      return;
    }
    const element = create(values);
    element.tag = tag;
    if (container) {
      container.append(element);
      return;
    }
    const isInHead = document.head.contains(tag);
    if (target || isInHead) console.error("article-embed: no place for the story", target, tag);
    if (!isInHead) tag.after(element);
  };

  const scan = (root = document) => {
    if (root instanceof HTMLScriptElement) place(root);
    else tags(root).filter((tag) => isLoader(tag) && folder(tag.src) === base).forEach(place);
  };

  const mount = (target, values) => {
    if (!target?.append) throw new TypeError("article-embed: mount() takes an element");
    const element = create(values);
    target.append(element);
    return {
      element,
      update: (values) => setAll(element, values),
      unmount: () => element.remove(),
    };
  };

  loaders[base] = scan;
  // Not where an element of the page has this id, which makes it a name of the window.
  if (!Object.hasOwn(window, "ArticleEmbed"))
    window.ArticleEmbed = { version: "__VERSION__", mount, scan };
  scan();
})();
