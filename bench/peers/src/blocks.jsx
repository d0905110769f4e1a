// The typed blocks and inlines of the article embed's own document.

import { absolute } from "./article.js";

const PLAIN = {
  strong: "strong",
  emphasis: "em",
  code: "code",
  subscript: "sub",
  superscript: "sup",
  strike: "s",
  mark: "mark",
  quote: "q",
  small: "small",
  citation: "cite",
};

export const Inlines = ({ content, base }) => {
  if (content == null) return null;
  if (typeof content === "string") return content;
  if (Array.isArray(content)) {
    return content.map((inline, index) => <Inlines key={index} content={inline} base={base} />);
  }
  const inside = <Inlines content={content.content} base={base} />;
  const Plain = PLAIN[content.type];
  if (Plain) return <Plain>{inside}</Plain>;
  switch (content.type) {
    case "link":
      return (
        <a href={absolute(content.url, base)} rel="noopener">
          {inside}
        </a>
      );
    case "abbreviation":
      return <abbr title={content.title}>{inside}</abbr>;
    case "time":
      return <time dateTime={content.datetime}>{inside}</time>;
    case "ruby":
      return (
        <ruby>
          {inside}
          <rt>{content.text}</rt>
        </ruby>
      );
    case "break":
      return <br />;
    default:
      return inside;
  }
};

export const Picture = ({ image, base, isLead }) => {
  const hasCaption = image.caption || image.html || image.credit;
  return (
    <figure className={isLead ? "lead" : undefined}>
      <img
        src={absolute(image.src, base)}
        alt={image.alt ?? ""}
        width={image.width}
        height={image.height}
        loading={isLead ? undefined : "lazy"}
        decoding="async"
      />
      {hasCaption && (
        <figcaption>
          {image.html ? (
            <span dangerouslySetInnerHTML={{ __html: image.html }} />
          ) : (
            <Inlines content={image.caption} base={base} />
          )}{" "}
          {image.credit && (
            <small>
              <Inlines content={image.credit} base={base} />
            </small>
          )}
        </figcaption>
      )}
    </figure>
  );
};

const Item = ({ item, base }) =>
  item?.body ? <Blocks body={item.body} base={base} /> : <Inlines content={item} base={base} />;

const Rows = ({ rows, base, head }) =>
  rows.map((row, index) => (
    <tr key={index}>
      {row.map((cell, column) => {
        const isCell = cell !== null && typeof cell === "object" && "content" in cell && !cell.type;
        const Cell = head || (isCell && cell.header) ? "th" : "td";
        return (
          <Cell key={column} colSpan={cell?.colspan} rowSpan={cell?.rowspan}>
            <Inlines content={isCell ? cell.content : cell} base={base} />
          </Cell>
        );
      })}
    </tr>
  ));

const Table = ({ block, base }) => (
  <div className="table" tabIndex={0} role="region" aria-label="Table">
    <table>
      {block.caption && (
        <caption>
          <Inlines content={block.caption} base={base} />
        </caption>
      )}
      {block.head && (
        <thead>
          <Rows rows={block.head} base={base} head />
        </thead>
      )}
      <tbody>
        <Rows rows={block.body ?? []} base={base} />
      </tbody>
      {block.foot && (
        <tfoot>
          <Rows rows={block.foot} base={base} />
        </tfoot>
      )}
    </table>
  </div>
);

const Block = ({ block, base, level }) => {
  const inlines = <Inlines content={block.content} base={base} />;
  switch (block.type) {
    case "paragraph":
      return <p>{inlines}</p>;
    case "heading": {
      const Heading = `h${Math.min(6, (block.level ?? 2) + level - 1)}`;
      return <Heading>{inlines}</Heading>;
    }
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List start={block.start} reversed={block.reversed}>
          {block.items.map((item, index) => (
            <li key={index}>
              <Item item={item} base={base} />
            </li>
          ))}
        </List>
      );
    }
    case "definition_list":
      return (
        <dl>
          {block.items.map((item, index) => (
            <div key={index}>
              <dt>
                <Inlines content={item.term} base={base} />
              </dt>
              <dd>
                <Blocks body={item.body} base={base} level={level} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case "quote":
    case "pull_quote":
      return (
        <blockquote className={block.type === "pull_quote" ? "pull" : undefined}>
          {block.body ? <Blocks body={block.body} base={base} level={level} /> : <p>{inlines}</p>}
          {block.citation && (
            <cite>
              <Inlines content={block.citation} base={base} />
            </cite>
          )}
        </blockquote>
      );
    case "image":
      return <Picture image={block} base={base} />;
    case "gallery":
      return block.images.map((image, index) => <Picture key={index} image={image} base={base} />);
    case "audio":
    case "video": {
      const Player = block.type;
      return (
        <Player controls preload="none" poster={absolute(block.poster, base)}>
          {block.sources.map((source) => (
            <source key={source} src={absolute(source, base)} />
          ))}
        </Player>
      );
    }
    case "embed":
      return (
        <div className="card">
          <strong>{block.title ?? block.provider}</strong>
          {block.body && <Blocks body={block.body} base={base} level={level} />}
        </div>
      );
    case "table":
      return <Table block={block} base={base} />;
    case "preformatted":
      return <pre>{block.text}</pre>;
    case "aside":
      return (
        <aside>
          <Blocks body={block.body} base={base} level={level} />
        </aside>
      );
    case "separator":
      return <hr />;
    default:
      return null;
  }
};

export const Blocks = ({ body, base, level = 2 }) =>
  body.map((block, index) => <Block key={index} block={block} base={base} level={level} />);
