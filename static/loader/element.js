// The custom element.

import { embedIn } from "./first.js";
import { live } from "./live.js";
import { attribute, options, setAll } from "./options.js";
import { isBeingParsed, whenParsed } from "./parsing.js";
import { put } from "./spot.js";
import { frame, task } from "./waiting.js";

class ArticleEmbed extends HTMLElement {
  #wasPutBack = 0;
  #isSeen;

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
    if (live.has(this) || !view) return live.get(this)?.moved();
    // The page may have the story in a declarative shadow root.
    if (isBeingParsed(this)) return whenParsed(this, () => this.isConnected && this.connectedCallback());
    // A story that the page has is seen before anything is done with it.
    if (this.shadowRoot && !this.#isSeen) {
      this.#isSeen = true;
      return frame().then(() => this.isConnected && this.connectedCallback());
    }
    // A page may have set properties before the element was one of these.
    for (const option of options.filter((option) => Object.hasOwn(this, option))) {
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
      this.#putBack();
      if (!embed || (this.isConnected && this.shadowRoot.adoptedStyleSheets.length)) return;
      live.delete(this);
      embed.end();
      if (this.isConnected) this.connectedCallback();
    });
  }

  // Whoever makes the page like the server's takes away what a tag has put there, and the tag stays. Who does it twice
  // in a row means it, and so does who puts another in its place or takes the tag away next.
  #putBack() {
    const { tag } = this;
    if (this.isConnected || !tag?.isConnected || live.has(tag.nextElementSibling)) return;
    if (Date.now() - this.#wasPutBack < 1000) return;
    this.#wasPutBack = Date.now();
    put(this, tag);
    task().then(() => tag.isConnected || this.remove());
  }
}

// Another publisher's embed, or another version, may have taken the name.
let name = "article-embed";

export const define = () => {
  for (let count = 2; customElements.get(name); count++) name = `article-embed-${count}`;
  customElements.define(name, ArticleEmbed);
};

export const create = (values) => setAll(document.createElement(name), values);
