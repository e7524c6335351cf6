/** The frame of every page: a heading with acts beside it, then content that scrolls by itself. */
import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  title: ReactNode;
  /** Name in the window's title. */
  name: string;
  actions?: ReactNode;
  /** Rows under the heading that do not scroll. */
  toolbar?: ReactNode;
  /** The content fills the page and scrolls inside (tables). */
  fill?: boolean;
  children: ReactNode;
}

export function Page({ title, name, actions, toolbar, fill = false, children }: PageProps) {
  return (
    <section className={classes.page} aria-label={name}>
      <title>{`${name} · Flightline`}</title>
      <header className={classes.header}>
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.actions}>{actions}</div>
      </header>
      {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      <div className={fill ? classes.fill : classes.scroll}>{children}</div>
    </section>
  );
}
