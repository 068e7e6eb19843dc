# shellcheck shell=sh disable=SC2154
# Finds the settings of Python files, which come one behind the other on descriptor 3, and runs none of them.
# SETTINGS_SIZES: the size of each in bytes. Exit code 3: there is no interpreter.
# Prints for each file `F`, then `E LINE` if it cannot be read, or for each setting `S START BEGIN END GROUP UNSURE PARENT NAME`:
# offsets in bytes, 0 or 1, the number of the setting that it is a part of (-1: none), and its name.
# A runbook's library may have merge_python ARGUMENT..., which runs the interpreter of the product.
if ! command -v merge_python >/dev/null 2>&1; then
    merge_python() {
        for hr_python in python3 python2.7 python; do
            if "$hr_python" -c '' 2>/dev/null; then
                (cd / && "$hr_python" "$@")
                return
            fi
        done
        return 3
    }
fi
# shellcheck disable=SC2086
merge_python -B -c '
import ast, io, keyword, sys, token, tokenize

SKIPPED = (tokenize.COMMENT, tokenize.NL)
UNCHECKED = (token.NEWLINE, tokenize.NL, token.INDENT, token.DEDENT, token.ENDMARKER)
AUGMENTED = ("+=", "|=")


class Place(object):
    """A token with its offsets."""

    def __init__(self, kind, text, begin, line):
        self.kind, self.text, self.begin, self.end, self.line = kind, text, begin, begin + len(text), line

    def opens(self):
        return int(self.kind == token.OP and self.text in "([{") - int(self.kind == token.OP and self.text in ")]}")


class Unread(Exception):
    pass


def tokens_of(text):
    """Every byte is one character here."""
    starts = [0]
    for line in text.split(u"\n"):
        starts.append(starts[-1] + len(line) + 1)
    for item in tokenize.generate_tokens(io.StringIO(text).readline):
        kind, found, (line, column) = item[0], item[1], item[2]
        if kind > token.N_TOKENS and kind not in SKIPPED:
            continue
        place = Place(kind, found, starts[min(line, len(starts)) - 1] + column, line)
        special = token.tok_name.get(kind, "").startswith(("FSTRING", "TSTRING"))
        if kind not in UNCHECKED and not special and text[place.begin:place.end] != found:
            raise Unread(line)
        yield place


def statements_of(tokens):
    """The statements at the top of the file, each as its tokens."""
    found, depth, level = [], 0, 0
    for one in tokens:
        if one.kind in (token.INDENT, token.DEDENT):
            level += 1 if one.kind == token.INDENT else -1
        elif one.kind in (token.NEWLINE, token.ENDMARKER) or (depth == 0 and one.kind == token.OP and one.text == ";"):
            if found and level == 0:
                yield found
            found = []
        elif one.kind not in SKIPPED:
            depth += one.opens()
            found.append(one)


def split(tokens, sign):
    """Divides tokens at a sign that stands in no brackets."""
    parts, depth = [[]], 0
    for one in tokens:
        depth += one.opens()
        if depth == 0 and one.kind == token.OP and one.text == sign:
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def plain_text(one):
    """The text of a string that is written in ASCII; nothing for other tokens."""
    if one.kind != token.STRING or any(ord(c) > 126 for c in one.text):
        return None
    value = ast.literal_eval(one.text)
    if not isinstance(value, str) or any(ord(c) < 32 for c in value):
        return None
    return value


def target_name(tokens):
    """NAME, or NAME with texts in brackets behind it."""
    first = tokens[0] if tokens else None
    if first is None or first.kind != token.NAME or keyword.iskeyword(first.text):
        return None
    names, rest = [first.text], tokens[1:]
    while rest:
        if len(rest) < 3 or rest[0].text != "[" or rest[2].text != "]":
            return None
        key = plain_text(rest[1])
        if key is None:
            return None
        names.append(key)
        rest = rest[3:]
    return names


def is_within(name, whole):
    """Whether it is this setting or a part of it."""
    return name == whole or name.startswith(whole + ".")


class Reader(object):
    def __init__(self, source):
        self.entries = []
        self.counts = {}
        self.replaced = []
        self.tree = ast.parse(source)
        skip = 3 if source[:3] == b"\xef\xbb\xbf" else 0
        self.shift = skip
        text = source[skip:].decode("latin-1")
        for statement in statements_of(tokens_of(text)):
            self.read_statement(statement)
        self.text = text

    def read_statement(self, tokens):
        sides = split(tokens, "=")
        suffix = ""
        for sign in AUGMENTED:
            parts = split(tokens, sign)
            if len(parts) == 2 and len(sides) == 1:
                sides, suffix = parts, " " + sign
        if len(sides) != 2 or not sides[1]:
            return
        names = target_name(split(sides[0], ":")[0])
        if names is None:
            return
        self.counts[names[0]] = self.counts.get(names[0], 0) + 1
        whole = ".".join(names)
        if not suffix and any(is_within(entry[-1], whole) for entry in self.entries):
            self.replaced.append(whole)
        self.add(".".join(names) + suffix, names[0], -1, sides[0][0].begin, sides[1])

    def add(self, name, root, parent, start, value):
        number = len(self.entries)
        self.entries.append(None)
        parts = self.parts_of(value)
        self.entries[number] = (start, value[0].begin, value[-1].end, len(parts) > 0, root, parent, name)
        for key, first, tokens in parts:
            self.add(name + "." + key, root, number, first, tokens)

    def parts_of(self, value):
        """The pairs of a dictionary that is written out, with texts for keys. Else it is one value."""
        if len(value) < 3 or value[0].text != "{" or value[-1].text != "}":
            return []
        inner = value[1:-1]
        depths, depth = [], 0
        for one in inner:
            depth += one.opens()
            depths.append(depth)
        if min(depths) < 0 or any(one.text == "for" and at == 0 for one, at in zip(inner, depths)):
            return []
        parts = []
        for item in [each for each in split(inner, ",") if each]:
            key = plain_text(item[0])
            if key is None or len(item) < 3 or item[1].text != ":":
                return []
            parts.append((key, item[0].begin, item[2:]))
        return parts

    def count_stores(self):
        """How often the file assigns each name, also in conditions and functions, or a part of it."""
        stores = {}
        for node in ast.walk(self.tree):
            if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
                while isinstance(node, ast.Subscript):
                    node = node.value
                if isinstance(node, ast.Name):
                    stores[node.id] = stores.get(node.id, 0) + 1
        return stores

    def print_entries(self):
        stores = self.count_stores()
        for start, begin, end, group, root, parent, name in self.entries:
            ast.parse("(" + "".join(c if ord(c) < 127 else "_" for c in self.text[begin:end]) + "\n)", "value", "eval")
            unsure = stores.get(root) != self.counts[root] or any(is_within(name, whole) for whole in self.replaced)
            shift = self.shift
            print("S %d %d %d %d %d %d %s" % (start + shift, begin + shift, end + shift, group, unsure, parent, name))


data = getattr(sys.stdin, "buffer", sys.stdin).read()
for size in sys.argv[1:]:
    source, data = data[:int(size)], data[int(size):]
    print("F")
    try:
        Reader(source).print_entries()
    except Unread as error:
        print("E %d" % error.args[0])
    except SyntaxError as error:
        print("E %d" % (error.lineno or 1))
    except (tokenize.TokenError, ValueError, KeyError, IndexError, RuntimeError, MemoryError, OverflowError):
        print("E 1")
' $SETTINGS_SIZES <&3
