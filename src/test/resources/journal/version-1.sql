-- A history as version 1 wrote it, its events of format 1: what Handrail must be able to read for ever. Never change this file;
-- a new version gets a new one beside it.
CREATE TABLE run (
    number integer primary key,
    id     text not null unique
);
CREATE TABLE event (
    run    integer not null references run on delete cascade,
    seq    integer not null,
    at     text    not null,
    kind   text    not null,
    format integer not null,
    packed integer not null,
    body   blob    not null,
    primary key (run, seq)
);
CREATE TABLE chunk (
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
CREATE TABLE listing (
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
insert into run values (1, '20261120-0200-tea');
insert into event values (1, 1, '2026-11-20T02:00:00.123456Z', 'run-started', 1, 1, X'c5565d6f223714fd2b232b5276a5000a6a2a953e74d904b651762102d2a85ab69167c680cb8c3db53d1084d2dfde73ed99304455a5641ffa80e4b91cdbf7e3dc73bd6745c615ebed5961745a268ef598139c9dd5df239e0bd866de6674e9f0b56732854daa16362702601550d72aaa2d4667c2b2de576685d908c3be3d9db185d139f675db3f608bd3586ebaed8bf639be56ba20f49ea9328f01ef9dff27dc3a51e1d752912f892e763846aa058eadfcb37c43be152b6e29848ffdcb9bbb5bba59baccc7a4a30ab25ded0820125e5ad10684bc87a5f21ddf02315819cb4c3a820e27830160762d8b82c7845df0cc0a58746990911e8bb55e0391186dad544b58102aa324489f98bd5fc08c6c77622db3b65d916fe2914a60f92e3a3582a7bbd3b93afaa0237ceab6daacade34e6a05db9e5589b0899185c34947a9a00b60ab537177fb69d2bfa2081ab9a830afcec56830b89a3e4c06d3d978f2d6a498d2739072f3b694242b91aca9f26f3fa25429b8a3ca2c3b63622353a1a8907b9697d64d05965fd91fa956e2847d3bf3c691aeedc3feacff99cc541042a21c8278e25983028141a50fed7a8af5866725c5f901857ca2c640efe5850b0d5070e784413a982d8d98cf7fc106aeec969a82fd8e0f2b122340928a7100e752f18cf59c29c5139c7032176854c06f67175fe86e5108ee024f09e42f8c05fac66f3990271766492d73c49dda5893e7723c1a5e7fbaf3b56ed0a786bd9a3fff672f351a27e7aa44165f04ef38a406c63af8df0693eb2155a111798d7975e4e3d1e0e1beef6bfa062191caa27c09090098c366e469241dc9d77777035809222da0add0aec0cb4068a8555b6769abd0a43196643128e2c7cfe3cb9bc1a499999588008ba48db0037f84fc5cbb2887ba197415b9ba908f709e17c0211e9e65b4878e7e21a45b2e374d06d3b76f897b11c5e52ee29112db08ed895ff445ab94ef822cfa3e24b793e045c3e7ebd170dc70189ec1d70a169cbd970afd75f0b3e918d607a7aa66acbd2215a10c2aedfc14dcbf1c04940de135afd26d448e03f5228847186a5cd14c3bb6ad95de929e2cb89fd5bca9fd89568e238d87bf632c6bb549bcd63c0f0ab8561dfe6c127fa1031abba968f56ec19e1acdc25d2b1320dce1a645037bde742a1699de1e70cb06ae1bd4af9a7957c2263cf3e3f7b8f89e8a5c6690c326155343d939c825cd2f681ab459701546ee48475b08b22fa0d324ef6c2841b1d02546241a1c824e7fcfd878f615c150ba8c249ac2d13dbb1dcf70632c97d1c93b23f02270efe7ea14c9f1d5f3102afb615c80faedc3c8a8537fdefe09511d4612a3ae6ab56aa09f20d5e0f99e4032191b7e940d585ebe4adebd8ff69148563a9ab3930f73f673f434c7fb0321f9879f8fa97a3521018e639e6010e159171e88e8c35678ee813bfeedd3168f3c2f50766d881a8536f8a3db3d637889d1c4e329a61bfe80fca0743435ffeeb4ad5d7564fa20d2eec5c53925e7cf322f1ad72c51f41707afb4bff15ffea9af6c5c4aa8e69de151102e09ebc2c80ddcc1b4ecb111741c68a136d268950b45a151959ba0e9dd1569cd31a87a7387271cdec0d6dd78b99afedaef5efcd8e371822d7178be7640ad0e2ad25971951ab483cfba367289fcd07dff00');
insert into event values (1, 2, '2026-11-20T02:00:01.123456Z', 'state-taken', 1, 0, cast('{"step":0,"moment":"BEFORE","state":{"cups":"7","version":"2.4"}}' as blob));
insert into event values (1, 3, '2026-11-20T02:00:02.123456Z', 'step-started', 1, 0, cast('{"hop":0,"step":"save","attempt":1,"folder":"0001-save-1"}' as blob));
insert into event values (1, 4, '2026-11-20T02:00:03.123456Z', 'step-finished', 1, 0, cast('{"step":3,"outcome":"OK","reason":"Copied 2 files.","seen":[]}' as blob));
insert into event values (1, 5, '2026-11-20T02:00:04.123456Z', 'step-started', 1, 0, cast('{"hop":0,"step":"boil","attempt":1,"folder":"0002-boil-1"}' as blob));
insert into event values (1, 6, '2026-11-20T02:00:05.123456Z', 'state-taken', 1, 0, cast('{"step":5,"moment":"BEFORE","state":{"version":"2.4"}}' as blob));
insert into event values (1, 7, '2026-11-20T02:00:06.123456Z', 'link-changed', 1, 0, cast('{"role":"server","up":false,"reason":"Connection reset"}' as blob));
insert into event values (1, 8, '2026-11-20T02:00:07.123456Z', 'link-changed', 1, 0, cast('{"role":"server","up":true,"reason":""}' as blob));
insert into event values (1, 9, '2026-11-20T02:00:08.123456Z', 'step-finished', 1, 0, cast('{"step":5,"outcome":"FAILED","reason":"It exited with 1.","seen":["boiled dry"]}' as blob));
insert into event values (1, 10, '2026-11-20T02:00:09.123456Z', 'asked', 1, 0, cast('{"step":5,"question":{"kind":"FAILED","title":"Boil failed","text":"No water.","options":[{"choice":"RETRY","label":"Try again","needsReason":false},{"choice":"SKIP","label":"Leave out","needsReason":true}],"failure":"dry","files":[]}}' as blob));
insert into event values (1, 11, '2026-11-20T02:00:10.123456Z', 'answered', 1, 0, cast('{"question":10,"answer":{"choice":"RETRY","text":"Filled it","takeNew":{}}}' as blob));
insert into event values (1, 12, '2026-11-20T02:00:11.123456Z', 'step-started', 1, 0, cast('{"hop":0,"step":"boil","attempt":2,"folder":"0002-boil-2"}' as blob));
insert into event values (1, 13, '2026-11-20T02:00:12.123456Z', 'state-taken', 1, 0, cast('{"step":12,"moment":"AFTER","state":{"version":"2.5.1"}}' as blob));
insert into event values (1, 14, '2026-11-20T02:00:13.123456Z', 'step-finished', 1, 0, cast('{"step":12,"outcome":"OK","reason":"Done.","seen":["done"]}' as blob));
insert into event values (1, 15, '2026-11-20T02:00:14.123456Z', 'run-paused', 1, 0, cast('{"reason":"Night"}' as blob));
insert into event values (1, 16, '2026-11-20T02:00:15.123456Z', 'run-resumed', 1, 0, cast('{"host":"desk"}' as blob));
insert into event values (1, 17, '2026-11-20T02:00:16.123456Z', 'step-started', 1, 0, cast('{"hop":0,"step":"merge","attempt":1,"folder":""}' as blob));
insert into event values (1, 18, '2026-11-20T02:00:17.123456Z', 'asked', 1, 0, cast('{"step":17,"question":{"kind":"MERGE","title":"Files differ","text":"","options":[{"choice":"CONTINUE","label":"Go on","needsReason":false}],"failure":"","files":[{"mine":"/etc/tea.conf","fresh":"/etc/tea.conf.new","mineSha256":"aa","freshSha256":"bb","changes":[{"mineLine":3,"mine":["hot=1"],"freshLine":3,"fresh":["hot=2","x=1"]}]}]}}' as blob));
insert into event values (1, 19, '2026-11-20T02:00:18.123456Z', 'answered', 1, 0, cast('{"question":18,"answer":{"choice":"CONTINUE","text":"","takeNew":{"/etc/tea.conf":[true]}}}' as blob));
insert into event values (1, 20, '2026-11-20T02:00:19.123456Z', 'step-finished', 1, 0, cast('{"step":17,"outcome":"OK","reason":"Took 1 of 1 changes.","seen":[]}' as blob));
insert into event values (1, 21, '2026-11-20T02:00:20.123456Z', 'step-started', 1, 0, cast('{"hop":0,"step":"taste","attempt":1,"folder":""}' as blob));
insert into event values (1, 22, '2026-11-20T02:00:21.123456Z', 'step-finished', 1, 0, cast('{"step":21,"outcome":"ALREADY_DONE","reason":"It tastes.","seen":[]}' as blob));
insert into event values (1, 23, '2026-11-20T02:00:22.123456Z', 'state-taken', 1, 0, cast('{"step":0,"moment":"AFTER","state":{"cups":"7","version":"2.5.1"}}' as blob));
insert into event values (1, 24, '2026-11-20T02:00:23.123456Z', 'run-finished', 1, 0, cast('{"result":"UPGRADED","reason":"Tea 2.5.1 runs."}' as blob));
insert into chunk values (1, 5, 0, 19, 0, 1795163972881, 2271099966, X'cb484d2cc9cc4be74acacfcc494d514829aae40200');
insert into chunk values (1, 12, 0, 5, 0, 1795163972902, 1942180115, X'4bc9cf4be50200');
insert into listing values (1, 24, 'admin@tea.example.org', 'Tea', '2.4', 'v2.5.1', '2026-11-20T02:00:00.123456Z', '2026-11-20T02:00:23.123456Z', 'UPGRADED', '');
pragma user_version = 1;
