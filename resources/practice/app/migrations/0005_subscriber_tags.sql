create table subscriber_tags(id integer primary key, subscriber integer not null references subscribers, tag text not null)
