// The story: what stands above its text, the text, and what stands below.

import { Blocks, Inlines, Picture } from "./blocks.jsx";

const day = (date) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(date.slice(0, 10)),
  );

const site = (url) => new URL(url).hostname.replace(/^www\./, "");

export const Story = ({ article, level = 2, children }) => {
  const Heading = `h${level}`;
  return (
    <article
      className="story"
      lang={article.language}
      dir={article.direction ?? "auto"}
      aria-labelledby="headline"
    >
      <header>
        {article.sections.length > 0 && (
          <ul className="sections">
            {article.sections.map((section) => (
              <li key={section}>{section}</li>
            ))}
          </ul>
        )}
        {article.kicker && <p className="kicker">{article.kicker}</p>}
        <Heading id="headline" className="headline" tabIndex={-1}>
          {article.headline}
        </Heading>
        {article.standfirst && (
          <p className="standfirst">
            <Inlines content={article.standfirst} base={article.base} />
          </p>
        )}
        <div className="meta">
          {article.byline && <p>By {article.byline}</p>}
          {article.date && (
            <p>
              <time dateTime={article.date}>{day(article.date)}</time>
            </p>
          )}
        </div>
      </header>
      {article.lead && <Picture image={article.lead} base={article.base} isLead />}
      {article.html ? (
        <div className="text" dangerouslySetInnerHTML={{ __html: article.html }} />
      ) : (
        <div className="text">
          <Blocks body={article.body} base={article.base} level={level} />
        </div>
      )}
      <footer>
        {article.credit && <p className="credit">{article.credit}</p>}
        {article.url && (
          <p>
            <a href={article.url} rel="noopener">
              Read this story on {site(article.url)}
            </a>
          </p>
        )}
        {article.rights && <p className="quiet">{article.rights}</p>}
        {article.follow.length > 0 && (
          <div className="follow" role="group" aria-label={`Follow ${article.publisher}`}>
            <p aria-hidden="true">Follow {article.publisher}</p>
            <ul>
              {article.follow.map(({ label, url }) => (
                <li key={url}>
                  <a href={url} rel="noopener">
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </footer>
      {children}
    </article>
  );
};
