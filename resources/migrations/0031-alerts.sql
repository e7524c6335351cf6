-- Alerts: rules of operators and changes of the built-in ones, silences, what fired, and what is sent about it.
create table flightline.alert_rules (
  id text primary key,
  body jsonb not null,
  updated_at bigint not null
);

create table flightline.alert_silences (
  id text primary key,
  rule_id text,
  until bigint not null,
  reason text not null,
  actor text not null,
  created_at bigint not null
);

create table flightline.alert_incidents (
  id text primary key,
  rule_id text not null,
  rule jsonb not null,
  began_at bigint not null,
  fired_at bigint not null,
  resolved_at bigint,
  notified_at bigint,
  value double precision,
  peak double precision
);
create index alert_incidents_newest on flightline.alert_incidents (fired_at, id);
create index alert_incidents_open on flightline.alert_incidents (rule_id) where resolved_at is null;

create table flightline.alert_webhooks (
  id text primary key,
  body jsonb not null,
  updated_at bigint not null
);

create table flightline.alert_deliveries (
  id text primary key,
  webhook_id text not null references flightline.alert_webhooks (id) on delete cascade,
  event text not null,
  body text not null,
  created_at bigint not null,
  attempts integer not null default 0,
  next_at bigint,
  done_at bigint,
  status integer,
  error text
);
create index alert_deliveries_due on flightline.alert_deliveries (next_at) where next_at is not null;
create index alert_deliveries_newest on flightline.alert_deliveries (created_at);
