-- Frames of the history of metrics (deflated JSON), of 1 min, 5 min and 1 h; the table of minutes was never written.
drop table flightline.metric_minutes;

create table flightline.metric_frames (
  step_s integer not null,
  at bigint not null,
  body bytea not null,
  primary key (step_s, at)
);

-- What may explain a bend in a chart and is in no other table: starts, crashes, new versions, scaling.
create table flightline.annotations (
  at bigint not null,
  kind text not null,
  label text not null,
  primary key (at, kind, label)
);
