// The loader: all that a partner's page loads by name.
//
// It finds its own tag, puts <article-embed> where the tag stands, reserves the space, and starts
// the story's JSON, the program and its glue at the same time. What the story looks like is the
// program's business; where the program cannot run, one line with a link to the story is shown.
(() => {
  const tags = (root) => [...root.querySelectorAll("script[data-article][src]")];
  const folder = (address) => new URL(".", address).href;
  const isLoader = (tag) => /\/embed\.js([?#]|$)/.test(tag.src);

  // Null in modules and under script rewriters; and a page's own markup can hide it. Then a stack
  // names this file, unless it runs from a text, and then it is some tag's.
  const current = document.currentScript;
  const own = current instanceof HTMLScriptElement && current.src ? current : null;
  const named = () => /https?:\S*\/embed\.js/.exec(new Error().stack)?.[0];
  const base = folder(
    own?.src || named() || tags(document).find(isLoader)?.src || document.baseURI,
  );

  // One loader for each folder, whatever number of tags; other publishers bring their own.
  const loaders = (window[Symbol.for("article-embed")] ??= {});
  if (loaders[base]) {
    loaders[base](own || document);
    return;
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync("__STYLE__");

  // The program, once for all embeds of this loader.
  let program;
  const run = () => {
    if (!program) {
      const wasm = fetch(new URL("__WASM__", base));
      wasm.catch(() => {});
      program = import(new URL("__GLUE__", base).href).then(async (glue) => {
        await glue.default({ module_or_path: wasm });
        return glue;
      });
      program.catch(() => (program = null));
    }
    return program;
  };

  // The widget asks for the same address the same way and finds the answer on its way.
  const preload = (href) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    if (href) document.head.append(link);
    return link;
  };

  // The elements that stand in a page.
  const live = new Set();

  class ArticleEmbed extends HTMLElement {
    #glue;
    #late;
    #changes = new MutationObserver(() => this.#glue?.update(this));

    // After a trap nothing in the program runs any more. Its tasks run as microtasks, never inside
    // promises, so that all its traps come by here.
    static {
      addEventListener("error", ({ error }) => {
        if (error instanceof WebAssembly.RuntimeError && error.stack.includes(base))
          live.forEach((embed) => embed.#fail(error));
      });
    }

    connectedCallback() {
      if (live.has(this)) return;
      live.add(this);
      const shadow = this.shadowRoot || this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      const placeholder = document.createElement("div");
      placeholder.className = "placeholder";
      shadow.replaceChildren(placeholder);
      if (this.getAttribute("loading") === "lazy") {
        new IntersectionObserver(
          (entries, observer) => {
            if (!entries.some((entry) => entry.isIntersecting)) return;
            observer.disconnect();
            this.#start();
          },
          { rootMargin: "800px" },
        ).observe(this);
      } else {
        this.#start();
      }
    }

    disconnectedCallback() {
      // A move is a removal and an insertion in one step.
      queueMicrotask(() => {
        if (this.isConnected) return;
        live.delete(this);
        clearTimeout(this.#late);
        this.#changes.disconnect();
        this.#glue?.unmount(this);
        this.#glue = null;
      });
    }

    async #start() {
      const fail = (reason) => this.#fail(reason);
      const link = preload(this.getAttribute("article"));
      this.#late = setTimeout(fail, 20000, "it takes too long");
      try {
        const glue = await run();
        if (!live.has(this) || this.#glue) return;
        this.#glue = glue;
        const url = this.#url();
        if (url) this.setAttribute("url", url);
        this.#changes.observe(this, { attributes: true });
        this.shadowRoot.querySelector(".failure")?.remove();
        glue.mount(this);
      } catch (error) {
        fail(error);
      } finally {
        clearTimeout(this.#late);
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
        this.getAttribute("url") ||
        this.querySelector("a[href]")?.href ||
        (found && found[1].replace(/&(amp|#0*38);/g, "&"))
      );
    }

    #fail(reason) {
      if (!live.has(this)) return;
      const line = document.createElement("p");
      line.className = "failure";
      line.append("This story cannot be shown here. ");
      const link = document.createElement("a");
      const address = this.#url();
      if (address) link.href = address;
      const url = /^https?:$/.test(link.protocol) && link.hostname ? link.href : "";
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

  const setAll = (element, options) => {
    for (const [option, value] of Object.entries(options)) {
      const attribute = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (value == null) element.removeAttribute(attribute);
      else element.setAttribute(attribute, value);
    }
    return element;
  };
  const create = (options) => setAll(document.createElement(name), options);

  // Puts an embed where a tag stands, once for each tag.
  const placed = new WeakSet();
  const place = (tag) => {
    if (placed.has(tag) || !tag.isConnected || tag.dataset.article == null) return;
    const { target, ...options } = tag.dataset;
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
    const element = create(options);
    element.tag = tag;
    if (container) {
      container.append(element);
      return;
    }
    const isInHead = document.head.contains(tag);
    if (target || isInHead) console.error("article-embed: no place for the story", target, tag);
    if (!isInHead) tag.after(element);
  };

  const scan = (root) => {
    if (root instanceof HTMLScriptElement) place(root);
    else tags(root).filter((tag) => isLoader(tag) && folder(tag.src) === base).forEach(place);
  };

  const mount = (target, options) => {
    const element = create(options);
    target.append(element);
    return {
      element,
      update: (changes) => setAll(element, changes),
      unmount: () => element.remove(),
    };
  };

  loaders[base] = scan;
  window.ArticleEmbed ??= { version: "__VERSION__", mount, scan: (root = document) => scan(root) };
  scan(document);
})();
