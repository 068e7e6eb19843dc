-- Version 1 of the history. A run is its events; output is stored in chunks of the event that started the step. No status is stored.

create table run (
    number integer primary key,
    id     text not null unique
);

-- Append only. seq counts from 1 within a run; body is JSON (deflated when packed is 1) of the kind and format named beside it.
create table event (
    run    integer not null references run on delete cascade,
    seq    integer not null,
    at     text    not null,
    kind   text    not null,
    format integer not null,
    packed integer not null,
    body   blob    not null,
    primary key (run, seq)
);

-- Output of the step that event `step` started. off: of the first byte in the server's log. len, crc: of the raw bytes.
-- line0: number of line ends before off. at_ms: when it arrived. z: raw deflate of at most 64 KiB.
create table chunk (
    run   integer not null references run on delete cascade,
    step  integer not null,
    off   integer not null,
    len   integer not null,
    line0 integer not null,
    at_ms integer not null,
    crc   integer not null,
    z     blob    not null,
    primary key (run, step, off)
) without rowid;

-- One row for each run, derived from its events up to seq. Its rows may be deleted at any time.
create table listing (
    run     integer primary key references run on delete cascade,
    seq     integer not null,
    server  text    not null,
    product text    not null,
    version text    not null,
    wanted  text    not null,
    started text    not null,
    ended   text    not null,
    status  text    not null,
    origin  text    not null
);
