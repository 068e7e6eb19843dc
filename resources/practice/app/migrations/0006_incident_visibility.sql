alter table incidents add column visible integer not null default 1;
update incidents set title = trim(title)
