#!/usr/bin/env python3
"""Labels the corpus: says from the published records which vulnerabilities a release has.

A second implementation of the rules in README.md, on purpose in another language and with nothing of
PatchWatch's own code: it reads the raw records, compares versions in its own way and decides. Needs
Python 3.9 and its standard library.

    python3 app/src/corpus/label.py            write computed.csv (from the root of the project)
    python3 app/src/corpus/label.py --explain PRODUCT VERSION RECORDS    how one label came about
"""
import csv
import datetime
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
DATA = HERE / "../../../ingest/data/advisories"
OUT = HERE / "../main/resources/io/patchwatch/app/truth/computed.csv"
TODAY = datetime.date(2026, 11, 23)

AFFECTED, UNKNOWN, CLEAR = "affected", "unknown", "clear"

# ---------------------------------------------------------------- versions

PRE = {"dev": -5, "alpha": -4, "a": -4, "beta": -3, "b": -3, "rc": -2}
VERSION = re.compile(r"(\d+(?:\.\d+)*)(?:[-. ]?(alpha|beta|rc|dev|a|b)[-. ]?(\d*))?$", re.I)


def key(text):
    """A version as something Python can compare; None when it is no version."""
    text = text.strip().lstrip("vV").split("+")[0]
    match = VERSION.match(text)
    if not match:
        return None
    numbers = [int(n) for n in match[1].split(".")]
    stage = PRE[match[2].lower()] if match[2] else 0
    return tuple((numbers + [0] * 6)[:6]), stage, int(match[3] or 0)


def numbers(text):
    return [int(n) for n in VERSION.match(text.strip().lstrip("vV").split("+")[0])[1].split(".")]


def lane(text, depth):
    return tuple((numbers(text) + [0] * depth)[:depth])


LAST = 10**9


def span(product, text):
    """The versions that a text may stand for: Nextcloud's three parts hide a fourth."""
    low = key(text)
    if product in FOUR_PARTS and len(numbers(text)) == 3 and low[1] == 0:
        return low, ((*low[0][:3], LAST, 0, 0), 0, 0)
    return low, low


# ---------------------------------------------------------------- what the records are about

FOUR_PARTS = {"nextcloud", "nextcloud-talk"}
DEPTH = {"nextcloud": 1, "nextcloud-talk": 1, "zulip": 1}

OSV = {
    ("PyPI", "matrix-synapse"): "synapse",
    ("Maven", "org.igniterealtime.openfire:xmppserver"): "openfire",
    ("Maven", "org.igniterealtime.openfire:parent"): "openfire",
    ("Maven", "org.igniterealtime.openfire:openfire"): "openfire",
    ("Hex", "ejabberd"): "ejabberd",
    ("Hex", "MongooseIM"): "mongooseim",
    ("npm", "rocket.chat"): "rocket-chat",
    ("Go", "github.com/matrix-org/dendrite"): "dendrite",
    ("Bitnami", "nextcloud"): "nextcloud",
}
CNA = {
    ("mattermost", "mattermost"): "mattermost",
    ("mattermost", "mattermost_server"): "mattermost",
    ("rocket.chat", "rocket.chat"): "rocket-chat",
    ("rocketchat", "rocket.chat"): "rocket-chat",
    ("element-hq", "synapse"): "synapse",
    ("zulip", "zulip"): "zulip",
    ("igniterealtime", "openfire"): "openfire",
    ("ignite_realtime", "openfire"): "openfire",
    ("the conduit contributors", "conduit"): "conduit",
    ("the_conduit_contributors", "conduit"): "conduit",
    ("nextcloud", "security-advisories"): "nextcloud?",
    ("nextcloud", "server"): "nextcloud?",
    ("nextcloud", "talk"): "nextcloud?",
    ("nextcloud", "nextcloud server"): "nextcloud",
    ("nextcloud", "nextcloud server enterprise"): "nextcloud",
}
CPE = {
    ("zulip", "zulip"): "zulip",
    ("zulip", "zulip_server"): "zulip",
    ("mattermost", "mattermost_server"): "mattermost",
    ("mattermost", "mattermost"): "mattermost",
    ("igniterealtime", "openfire"): "openfire",
    ("org.igniterealtime.openfire", "xmppserver"): "openfire",
    ("matrix", "dendrite"): "dendrite",
    ("conduit", "conduit"): "conduit",
    ("process-one", "ejabberd"): "ejabberd",
    ("erlang-solutions", "mongooseim"): "mongooseim",
    ("matrix", "synapse"): "synapse",
    ("element", "synapse"): "synapse",
    ("element-hq", "synapse"): "synapse",
    ("rocket.chat", "rocket.chat"): "rocket-chat",
    ("nextcloud", "nextcloud_server"): "nextcloud",
    ("nextcloud", "nextcloud_server_enterprise"): "nextcloud",
    ("nextcloud", "nextcloud_enterprise_server"): "nextcloud",
    ("nextcloud", "server"): "nextcloud?",
    ("nextcloud", "nextcloud"): "nextcloud?",
    ("nextcloud", "talk"): "nextcloud?",
    ("nextcloud", "spreed"): "nextcloud-talk",
}


def subjects():
    """Read by hand: which product a record under a shared name is about (subjects.csv)."""
    with open(HERE / "subjects.csv", newline="") as file:
        return {row["record"]: row["product"] for row in csv.DictReader(file)}


SUBJECTS = subjects()


def about(name, record):
    """The product, or None; for shared names as read by hand, which must have been done."""
    if name is None or (not name.endswith("?") and record not in SUBJECTS):
        return name
    return SUBJECTS[record] or None


# ---------------------------------------------------------------- ranges
# A range is (low, high, inclusive): texts or None. "?" in place of low: cannot be compared.


class Record:
    def __init__(self, id, cve, source, product):
        self.id, self.cve, self.source, self.product = id, cve, source, product
        self.ranges, self.unaffected, self.unclear = [], [], []

    def add(self, low, high, inclusive=False):
        low = None if low in (None, "", "0") else low
        if any(v is not None and key(v) is None for v in (low, high)):
            self.unclear.append((None, f"cannot compare {low}..{high}"))
        elif low and high and (key(low) > key(high) or (key(low) == key(high) and not inclusive)):
            self.unclear.append((max(low, high, key=key), f"empty range {low}..{high}"))
        elif (low, high, inclusive) not in self.ranges:
            self.ranges.append((low, high, inclusive))


def lines(name):
    with open(DATA / name) as file:
        return [json.loads(line) for line in file if line.strip()]


def events(item):
    """Pairs of an OSV range's events: (introduced, fixed, last affected)."""
    low, open_ = None, False
    for event in item["events"]:
        if "introduced" in event:
            if open_:
                yield low, None, None
            low, open_ = event["introduced"], True
        elif open_:  # a second end without a beginning says nothing (OSV: events are a sequence)
            yield low, event.get("fixed"), event.get("last_affected")
            open_ = False
    if open_:
        yield low, None, None


def cve_of(record):
    return next((a for a in record.get("aliases", []) if a.startswith("CVE-")), record["id"])


def osv(name, source):
    for raw in lines(name):
        found = {}
        for block in raw["affected"]:
            package = block["package"]
            product = about(OSV.get((package["ecosystem"], package["name"])), raw["id"])
            if product is None:
                continue
            record = found.setdefault(product, Record(raw["id"], cve_of(raw), source, product))
            for item in block.get("ranges", []):
                for low, fixed, last in events(item):
                    record.add(low, last or fixed, last is not None)
        yield from found.values()


PSEUDO = re.compile(r"^(\d+\.\d+\.\d+(?:-[a-z][0-9a-z]*)?)[-.](0\.)?\d{12,14}-[0-9a-f]{7,40}$")
MODULE = re.compile(r"^github\.com/mattermost/(?:mattermost|mattermost-server)(?:/server)?(?:/v(\d+))?$")


def go_bound(text, plain):
    """(version, certain). A commit after a release tag on the plain path: not before that release."""
    text = text.split("+")[0]
    match = PSEUDO.match(text)
    if not match:
        return text, True
    return (match[1], True) if match[2] and plain else (None, False)


def go():
    yield from osv("osv-go.ndjson", "osv:GO")
    for raw in lines("osv-go.ndjson"):
        blocks = []
        for block in raw["affected"]:
            match = MODULE.match(block["package"]["name"])
            if match:
                blocks.append((int(match[1] or 0), block))
        if blocks:
            yield mattermost_go(raw, sorted(blocks, key=lambda pair: pair[0]))


def mattermost_go(raw, blocks):
    """Closed ranges are believed, in whatever module they stand; open ends and commit dates are not."""
    record = Record(raw["id"], cve_of(raw), "osv:GO", "mattermost")
    for major, block in blocks:
        floor = f"{major}.0.0" if major and record.ranges else None
        items = block.get("ranges", []) + (block.get("ecosystem_specific") or {}).get("custom_ranges", [])
        for item in items:
            for low, fixed, last in events(item):
                if fixed is None and last is None:
                    continue
                start, sure = go_bound(low, not major)
                end, sure_end = go_bound(last or fixed, not major)
                if sure and sure_end:
                    record.add(floor if start == "0" else start, end, last is not None)
    if not record.ranges and not record.unclear:
        record.unclear.append((None, "only open ends or commit dates, not reviewed"))
    return record


IN_TEXT = re.compile(r"^(?:>= *([\w.\-]+) *, *)?(<=?) *([\w.\-]+)$")
BRANCH = re.compile(r"^(\d+(?:\.\d+)*)\.?x$")


def cve_entries(record, container):
    for entry in container.get("versions", []):
        version = entry.get("version", "").strip()
        below, upto = entry.get("lessThan"), entry.get("lessThanOrEqual")
        if entry["status"] != "affected":
            if not below and not upto and key(version):
                record.unaffected.append(version)
            continue
        text, branch = IN_TEXT.match(version), BRANCH.match(version)
        if text:
            record.add(text[1], text[3], text[2] == "<=")
        elif branch:
            first = branch[1] + ".0"
            record.add(first, (below or upto or branch[1] + f".{LAST}").strip(), not below)
        elif version in ("-", "n/a", ""):
            record.unclear.append((None, f"version '{version}'"))
        elif below or upto:
            record.add(version, (below or upto).strip(), not below)
        elif key(version):
            record.add(version, version, True)
        else:
            record.unclear.append((None, f"version '{version}'"))


def name_of(item):
    return item.get("vendor", "").lower(), item.get("product", "").lower()


def cve5():
    for raw in lines("cve5.ndjson"):
        cve, cna = raw["cveMetadata"]["cveId"], raw["containers"]["cna"]
        named = {name_of(item) for item in cna.get("affected", [])}
        left_open = named <= {("n/a", "n/a")}
        containers = [("cve5:CNA", cna)] + [("cve5:ADP", adp) for adp in raw["containers"].get("adp", [])]
        meant = set()
        for source, container in containers:
            found = {}
            for item in container.get("affected", []):
                name = CNA.get(name_of(item))
                product = about(name, cve)
                if source == "cve5:CNA" and product:
                    meant.add(product)
                if product is None or (source == "cve5:ADP" and not left_open and product not in meant):
                    continue
                record = found.setdefault(product, Record(cve, cve, source, product))
                cve_entries(record, item)
            for product, record in found.items():
                if source == "cve5:ADP" and left_open and product not in meant:
                    vendor = Record(cve, cve, "cve5:CNA", product)
                    vendor.unclear.append((None, "the vendor names the versions in words only"))
                    meant.add(product)
                    yield vendor
                yield record
    for raw in lines("anchore-adp.ndjson"):
        cve, found = raw["additionalMetadata"]["cveId"], {}
        for item in raw["adp"]["affected"]:
            product = about(CNA.get(name_of(item)), cve)
            if product:
                cve_entries(found.setdefault(product, Record(cve, cve, "cve5:ADP", product)), item)
        yield from found.values()


def nvd():
    for raw in lines("anchore-nvd.ndjson"):
        cve, found = raw["_annotation"]["cve_id"], {}
        for node in (n for c in raw["cve"]["configurations"] for n in c["nodes"]):
            for match in node["cpeMatch"]:
                parts = match["criteria"].split(":")
                product = about(CPE.get((parts[3], parts[4])), cve)
                if product is None or not match["vulnerable"]:
                    continue
                record = found.setdefault(product, Record(cve, cve, "nvd", product))
                low = match.get("versionStartIncluding")
                below, upto = match.get("versionEndExcluding"), match.get("versionEndIncluding")
                if low is None and not below and not upto:
                    exact = parts[5] if parts[6] in ("*", "-") else f"{parts[5]}-{parts[6]}"
                    record.add(exact, exact, True)
                else:
                    record.add(low, below or upto, not below)
        yield from found.values()


# ---------------------------------------------------------------- what a record says of a release


def supported(product, text):
    """Whether endoflife.date says that the release's cycle still gets fixes."""
    name = {"mattermost": "mattermost", "nextcloud": "nextcloud", "rocket-chat": "rocket-chat"}.get(product)
    if not name:
        return False
    own, best = numbers(text), None
    for cycle in json.loads((DATA / f"endoflife-{name}.json").read_text())["releases"]:
        prefix = numbers(cycle["releaseCycle"])
        if own[: len(prefix)] == prefix and (best is None or len(prefix) > len(best[0])):
            best = prefix, cycle["eol"]
    if best is None:
        return False
    eol = best[1]
    return not eol if isinstance(eol, bool) else TODAY < datetime.date.fromisoformat(eol)


def covers(product, item, low, high):
    """ALL, SOME or NONE of the span lies in the range."""
    start, end, inclusive = item
    end_key = None if end is None else span(product, end)[1] if inclusive else key(end)
    if start and key(start) > high:
        return "NONE"
    if end_key and (low > end_key or (low == end_key and not inclusive)):
        return "NONE"
    inside = (not start or key(start) <= low) and (
        end_key is None or high < end_key or (high == end_key and inclusive)
    )
    return "ALL" if inside else "SOME"


def passed(product, item, low):
    """Whether a version is at or after the end of a range."""
    end, inclusive = item[1], item[2]
    if end is None:
        return False
    return low > span(product, end)[1] if inclusive else low >= key(end)


def says(record, text):
    """What one record says of one release: (answer, why)."""
    product, depth = record.product, DEPTH.get(record.product, 2)
    low, high = span(product, text)
    if any(key(v) == low for v in record.unaffected):
        return CLEAR, "listed as not affected"
    own = lane(text, depth)
    # "< 21.1.10 or < 22.0.11" means two branches: once a version has passed an end that the record
    # names for its branch, only ranges count that end in the branch too or begin after that end
    ends = [span(product, item[1])[1] if item[2] else key(item[1]) for item in record.ranges
            if item[1] and lane(item[1], depth) == own and passed(product, item, low)]
    hits = [covers(product, item, low, high) for item in record.ranges
            if not ends or (item[1] and lane(item[1], depth) == own)
            or (item[0] and key(item[0]) >= max(ends))]
    if "ALL" in hits:
        return AFFECTED, "in range"
    if "SOME" in hits:
        return UNKNOWN, "the build number decides"
    fixed = any(not item[2] and passed(product, item, low) for item in record.ranges)
    for until, why in record.unclear:
        if not fixed and (until is None or low <= key(until)):
            return UNKNOWN, why
    if not record.ranges and not record.unclear:
        return UNKNOWN, "no versions"
    if not supported(product, text) and unlisted(record, own, depth):
        return UNKNOWN, "between the branches that the record lists"
    return CLEAR, "outside all ranges"


def unlisted(record, own, depth):
    first = [lane(item[0], depth) for item in record.ranges if item[0]]
    last = [lane(item[1], depth) for item in record.ranges if item[1]]
    return own not in first + last and any(l < own for l in last) and any(f > own for f in first)


# ---------------------------------------------------------------- sources together

ORDER = {
    "mattermost": ["cve5:CNA", "nvd", "osv:GHSA", "osv:GO"],
    "rocket-chat": ["cve5:CNA", "osv:GHSA", "cve5:ADP", "nvd"],
    "synapse": ["cve5:CNA", "osv:GHSA", "osv:PYSEC", "nvd"],
    "openfire": ["cve5:CNA", "osv:GHSA", "nvd"],
    "nextcloud": ["cve5:CNA", "osv:BIT", "nvd"],
    "nextcloud-talk": ["cve5:CNA", "nvd"],
    "zulip": ["cve5:CNA", "nvd"],
    "conduit": ["cve5:CNA", "nvd"],
    "ejabberd": ["cve5:CNA", "osv:GHSA", "nvd"],
    "mongooseim": ["cve5:CNA", "osv:GHSA", "nvd"],
    "dendrite": ["cve5:CNA", "osv:GHSA", "nvd", "osv:GO"],
}
STRENGTH = {AFFECTED: 2, UNKNOWN: 1, CLEAR: 0}


def decide(records, text):
    """One vulnerability, all its records: (answer, deciding record, why)."""
    order = ORDER[records[0].product]
    rank = lambda r: order.index(r.source) if r.source in order else len(order)
    doubt = None
    for level in sorted({rank(r) for r in records}):
        answers = [(*says(r, text), r) for r in sorted(records, key=lambda r: r.id) if rank(r) == level]
        answer, why, record = max(answers, key=lambda a: STRENGTH[a[0]])
        if answer == UNKNOWN:
            doubt = doubt or (UNKNOWN, record, why)
            if why == "the build number decides":
                return doubt
        elif doubt is None or answer == AFFECTED or not doubt[2].startswith("between"):
            return answer, record, why
    return doubt


def judge(records, product, family, text):
    """All vulnerabilities of a release by the records of one family, or of all."""
    by_cve = {}
    for record in records:
        if record.product == product and (family == "all" or record.source.startswith(family)):
            by_cve.setdefault(record.cve, []).append(record)
    return {cve: decide(group, text) for cve, group in by_cve.items()}


# ---------------------------------------------------------------- which releases to ask about


def before(text):
    """A release just below: the previous last number, else a pre-release."""
    parts = numbers(text)
    if parts[-1] > 0 and key(text)[1] == 0:
        return ".".join(map(str, parts[:-1] + [parts[-1] - 1]))
    return None


PRE_RELEASE = {"synapse": "rc1", "zulip": "-rc1", "nextcloud": "-rc.1", "nextcloud-talk": "-rc.1",
               "mattermost": "-rc1", "rocket-chat": "-rc.1", "openfire": "-beta", "ejabberd": None}


def after(text):
    parts = numbers(text)
    return ".".join(map(str, parts[:-1] + [parts[-1] + 1])) if key(text)[1] == 0 else None


def candidates(record):
    """Both sides of each bound of a record: (version, what is special about it)."""
    suffix = PRE_RELEASE.get(record.product, "-rc1")
    for low, high, inclusive in record.ranges:
        if high:
            if str(LAST) in high:  # the whole branch
                continue
            if inclusive:
                yield high, f"last affected {high}"
                yield after(high), f"just after the last affected {high}"
            else:
                yield before(high), f"just below the fix {high}"
                yield high, f"at the fix {high}"
                if key(high)[1] == 0 and suffix:
                    yield high + suffix, f"pre-release of the fix {high}"
        if low:
            yield low, f"first affected {low}"
            yield before(low), f"just below the first affected {low}"
    for _, why in record.unclear:
        yield next((v for v in record.unaffected), None), why


LIMITS = {
    ("mattermost", "osv:GO"): 60, ("mattermost", "cve5"): 50, ("mattermost", "all"): 40,
    ("synapse", "osv:PYSEC"): 40, ("synapse", "osv:GHSA"): 25, ("synapse", "nvd"): 10, ("synapse", "all"): 25,
    ("openfire", "osv:GHSA"): 25, ("openfire", "cve5"): 3, ("openfire", "all"): 15,
    ("rocket-chat", "nvd"): 45, ("rocket-chat", "cve5"): 12, ("rocket-chat", "all"): 30,
    ("nextcloud", "cve5"): 30, ("nextcloud", "nvd"): 30, ("nextcloud", "osv:BIT"): 12, ("nextcloud", "all"): 30,
    ("nextcloud-talk", "cve5"): 6, ("nextcloud-talk", "nvd"): 10, ("nextcloud-talk", "all"): 10,
    ("zulip", "cve5"): 8, ("zulip", "nvd"): 20, ("zulip", "all"): 20,
    ("conduit", "cve5"): 5, ("conduit", "all"): 4,
    ("ejabberd", "all"): 8, ("mongooseim", "all"): 5, ("dendrite", "all"): 5,
}


def chosen(records, product, family, limit):
    """Releases for a family: first those of which most records have a bound, evenly over the rest."""
    asked = {}
    for record in records:
        if record.product == product and (family == "all" or record.source.startswith(family)):
            for version, why in candidates(record):
                if version and key(version):
                    asked.setdefault(version, []).append((record.id, why))
    versions = sorted(asked, key=lambda v: (key(v), v))
    if len(versions) > limit:
        step = len(versions) / limit
        versions = [versions[int(i * step)] for i in range(limit)]
    return [(version, *asked[version][0]) for version in versions]


def extra():
    """Releases that no bound names, with the trap that each is for (traps.csv)."""
    with open(HERE / "traps.csv", newline="") as file:
        for row in csv.DictReader(file):
            yield row["product"], row["version"], row["records"], row["trap"]


def cases(records):
    seen = set()
    for product, version, family, trap in extra():
        seen.add((product, family, version))
        yield product, version, family, trap
    for (product, family), limit in LIMITS.items():
        for version, record, why in chosen(records, product, family, limit):
            if (product, family, version) not in seen:
                yield product, version, family, f"{record}: {why}"


def all_records():
    return [*cve5(), *nvd(), *osv("osv-ghsa.ndjson", "osv:GHSA"), *osv("osv-pysec.ndjson", "osv:PYSEC"),
            *osv("osv-bitnami.ndjson", "osv:BIT"), *go()]


def write():
    records = all_records()
    rows = []
    for number, (product, version, family, why) in enumerate(cases(records), 1):
        verdict = judge(records, product, family, version)
        hits = {cve: v[1] for cve, v in verdict.items() if v[0] == AFFECTED}
        rows.append([
            f"L{number:03}", product, version, family, "whole",
            " ".join(sorted(hits)), "", " ".join(sorted(c for c, v in verdict.items() if v[0] == UNKNOWN)),
            " ".join(f"{hits[c].source}/{hits[c].id}" for c in sorted(hits)), why,
        ])
    with open(OUT, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("case,product,version,records,mode,affected,not_affected,unknown,decided_by,reason".split(","))
        writer.writerows(rows)
    print(len(rows), "cases")


def explain(product, version, family):
    records = all_records()
    for cve, (answer, record, why) in sorted(judge(records, product, family, version).items()):
        print(cve, answer, record.source, record.id, why, record.ranges, record.unaffected, record.unclear)


if __name__ == "__main__":
    explain(*sys.argv[2:]) if sys.argv[1:2] == ["--explain"] else write()
