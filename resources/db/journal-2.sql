-- Version 2 of the history: listing also has the product's id and the kind and scope of each run. Handrail rebuilds its rows from the
-- events.

drop table listing;

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
    scope      text    not null
);
