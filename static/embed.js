// The loader: all that a partner's page loads by name.
//
// It finds its own tag, puts <article-embed> where the tag stands, reserves the space, and starts
// the story's JSON, the program and its glue at the same time. What the story looks like is the
// program's business; where the program cannot run, one line with a link to the story is shown.
(() => {
  const tags = (root) => [...root.querySelectorAll("script[data-article][src]")];
  const folder = (address) => new URL(".", address).href;
  const isLoader = (tag) => /\/embed\.js\b/.test(tag.src);

  // Null in modules and under script rewriters; and a page's own markup can hide it. Then a stack
  // names this file, unless it runs from a text, and then it is some tag's.
  const current = document.currentScript;
  const own = current instanceof HTMLScriptElement && current.src ? current : undefined;
  const named = () => /https?:\S*\/embed\.js/.exec(new Error().stack)?.[0];
  const base = folder(
    own?.src || named() || tags(document).find(isLoader)?.src || document.baseURI,
  );

  // One loader for each folder, whatever number of tags; other publishers bring their own.
  const loaders = (window[Symbol.for("article-embed")] ??= {});
  if (loaders[base]) {
    loaders[base](own);
    return;
  }

  // The program, once for all embeds of this loader.
  let program;
  const run = () => {
    if (!program) {
      const files = [import(base + "__GLUE__"), fetch(base + "__WASM__")];
      program = Promise.all(files).then(([glue, module_or_path]) =>
        glue.default({ module_or_path }).then(() => glue),
      );
      program.catch(() => (program = null));
    }
    return program;
  };

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

  // The elements that stand in a page.
  const live = new Set();

  class ArticleEmbed extends HTMLElement {
    #glue;
    #near = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && this.#start(),
      { rootMargin: "800px" },
    );
    #changes = new MutationObserver(() => this.#glue?.update(this));

    // After a trap nothing in the program runs any more. Its tasks run as microtasks, never inside
    // promises, so that all its traps come by here.
    static {
      addEventListener("error", ({ error }) => {
        if (error instanceof WebAssembly.RuntimeError && error.stack.includes(base))
          live.forEach((embed) => embed.#fail(error));
      });

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
      if (live.has(this) || !view) return this.#glue?.update(this);
      live.add(this);
      // A page may have set properties before the element was one of these.
      for (const option of options) {
        const value = this[option];
        delete this[option];
        this[option] = value;
      }
      const shadow = this.shadowRoot || this.attachShadow({ mode: "open" });
      // A sheet belongs to one document.
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync("__STYLE__");
      shadow.adoptedStyleSheets = [sheet];
      const placeholder = document.createElement("div");
      placeholder.className = "placeholder";
      shadow.replaceChildren(placeholder);
      const saves = this.loading !== "eager" && navigator.connection?.saveData;
      if (this.loading === "lazy" || saves) this.#near.observe(this);
      else this.#start();
    }

    disconnectedCallback() {
      // A move is a removal and an insertion in one step. Only one to another document takes the
      // style away; there the embed begins anew.
      queueMicrotask(() => {
        if (!live.has(this) || (this.isConnected && this.shadowRoot.adoptedStyleSheets.length))
          return;
        live.delete(this);
        this.#near.disconnect();
        this.#glue = this.#glue?.unmount(this);
        if (this.isConnected) this.connectedCallback();
      });
    }

    async #start() {
      this.#near.disconnect();
      // The widget asks for the same address the same way and finds the answer on its way.
      const link = document.createElement("link");
      Object.assign(link, {
        rel: "preload",
        as: "fetch",
        crossOrigin: "anonymous",
        href: this.article,
      });
      if (this.article) document.head.append(link);
      const late = setTimeout(() => this.#fail("it takes too long"), 20000);
      try {
        const glue = await run();
        if (!live.has(this) || this.#glue) return;
        this.#glue = glue;
        this.url = this.#url();
        this.#changes.observe(this, { attributes: true });
        glue.mount(this);
      } catch (error) {
        this.#fail(error);
      } finally {
        clearTimeout(late);
        // By then the widget has asked for the story, and the page is left as it was.
        setTimeout(() => link.remove());
      }
    }

    // The story's own page: an attribute, a link inside, or one in the <noscript> beside the tag.
    // A noscript is text to a browser that runs scripts.
    #url() {
      let next = this.tag?.nextElementSibling;
      if (next === this) next = this.nextElementSibling;
      const found = next?.matches("noscript") && /href=["']?([^"'\s>]+)/i.exec(next.textContent);
      return (
        this.url ||
        this.querySelector("a[href]")?.href ||
        (found && found[1].replace(/&(amp|#0*38);/g, "&"))
      );
    }

    #fail(reason) {
      if (!live.has(this) || this.shadowRoot.querySelector("p.failure")) return;
      // It answers nothing any more.
      this.#glue = null;
      const line = document.createElement("p");
      line.className = "failure";
      line.append("This story cannot be shown here. ");
      const link = document.createElement("a");
      const address = this.#url();
      if (address) link.href = address;
      const url = link.hostname && /^http/.test(link.protocol) ? link.href : "";
      link.textContent = `Read it on ${link.hostname.replace(/^www\./, "")}`;
      if (url) line.append(link);
      this.shadowRoot.replaceChildren(line);
      const message = `the program does not run: ${reason}. A Content-Security-Policy must allow ${base} and 'wasm-unsafe-eval'.`;
      console.error(`article-embed: ${message}`, this);
      const detail = { code: "program", message, url };
      this.dispatchEvent(
        new CustomEvent("article-embed-error", { bubbles: true, composed: true, detail }),
      );
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
