-- Version 3 of the history: checksums (SHA-256) over all that was executed. Handrail computes those of older rows when it migrates them.

-- Kept of the file as a whole, such as the checksum of these tables' own definitions.
create table property (
    name  text not null primary key,
    value blob not null
) without rowid;

-- last: the number of the run's last event, head: the checksum of that event. late: how many of its events got their checksums at a
-- migration; what was altered in them before cannot be known.
alter table run add column last integer not null default 0;

alter table run add column head blob not null default x'';

alter table run add column late integer not null default 0;

-- Covers the event and the sum of the event before it; that of the first covers the run's id and late.
alter table event add column sum blob not null default x'';

-- Covers all columns of the chunk.
alter table chunk add column sum blob not null default x'';

-- Covers the sums of all chunks of a step's output. Written when a step ends; output that arrives later removes it.
create table output_seal (
    run    integer not null references run on delete cascade,
    step   integer not null,
    length integer not null,
    sum    blob    not null,
    primary key (run, step)
) without rowid;

drop table listing;

-- As in version 2. sum covers all columns but run and seq.
create table listing (
    run        integer primary key references run on delete cascade,
    seq        integer not null,
    server     text    not null,
    product_id text    not null,
    product    text    not null,
    version    text    not null,
    wanted     text    not null,
    started    text    not null,
    ended      text    not null,
    status     text    not null,
    origin     text    not null,
    kind       text    not null,
    scope      text    not null,
    sum        blob    not null default x''
);
