#!/usr/bin/env python3
"""The speed table of the README, made by one command.

    python3 benches/speed.py HARNESS PROGRAM BASE [BASE...] [--rounds 3] [--keep FILE]

HARNESS is a script that plays the scenarios of benches/tty in a pseudo-terminal and writes JSON (`HARNESS run -s SCENARIO
-o FILE --runs N --size CxR -- PROGRAM ARGS`); run this with the Python that has what the harness needs. PROGRAM is a release
build. Each BASE is a column; make one with `estafeta --db BASE demo --clients N --employees M`. A base is only read, beside
it stand the places that a session remembers, so use a copy of one that you care for. Standard output is Markdown.
"""
import argparse, json, os, subprocess, sys, tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent / "tty"
WIDE, ONE_PANE = "120x36", "99x36"
# Scenario and size of the terminal: under 100 columns there is one pane.
PLAYED = [("lists", WIDE), ("lists", ONE_PANE), ("search", WIDE), ("screens", WIDE), ("held", ONE_PANE), ("idle", WIDE)]


def stat(step, key, part):
    v = (step or {}).get(key)
    return v.get(part) if isinstance(v, dict) else v


def fmt(v):
    if v is None:
        return "–"
    return f"{v:,.0f}" if abs(v) >= 100 else f"{v:.1f}" if abs(v) >= 10 else f"{v:.2f}"


class Runs:
    """The summaries of one base, by scenario and size."""

    def __init__(self, got):
        self.got = got

    def step(self, scenario, name, size=WIDE):
        return self.got[scenario, size]["summary"]["steps"].get(name)

    def pair(self, scenario, name, key, size=WIDE):
        s = self.step(scenario, name, size)
        return f"{fmt(stat(s, key, 'median'))} ({fmt(stat(s, key, 'p95'))})"

    def one(self, scenario, name, key, size=WIDE, part="median"):
        return fmt(stat(self.step(scenario, name, size), key, part))

    def start(self):
        s = self.got["lists", WIDE]["summary"]["startup"]
        return f"{fmt(s['settled_ms'].get('median'))} ({fmt(s['first_nonblank_ms'].get('median'))})"

    def until(self, names):
        return " / ".join(self.one("screens", f"until:{n}", "until_ms") for n in names)

    def memory(self):
        peaks = [s.get("hwm_kb") for r in self.got.values() for k, s in r["summary"]["steps"].items() if k.startswith("rss:")]
        return fmt(max(stat({"v": p}, "v", "max") or 0 for p in peaks) / 1024)

    def idle(self):
        out = []
        for name in ("list", "today"):
            s = self.step("idle", f"idle:{name}")
            wakes, marks = stat(s, "wakeups_per_s", "median"), stat(s, "writes", "median")
            out.append(f"{fmt(wakes)}; {fmt(None if not marks else stat(s, 'bytes', 'median') / marks)}")
        return " / ".join(out)


ROWS = [
    ("exec → first screen with data (first frame), ms", "≤ 50", Runs.start,
     "mc 26, csvlens 265, visidata 10 s, rainfrog 26 s, harlequin 10 s"),
    ("cursor key, ms: median (p95)", "≤ 1 (≤ 2)", lambda r: r.pair("lists", "measure:cursor", "paint_ms"),
     "less 0.28 (0.41), nvim 0.62 (0.85), mc 0.59 (0.73), csvlens 0.90 (1.24), visidata 13 (20), rainfrog 60 (66)"),
    ("page of a list, ms", "≤ 2 (≤ 3)", lambda r: r.pair("lists", "measure:page", "paint_ms"),
     "nvim 0.91 (1.14), csvlens 1.16 (1.39), visidata 15, harlequin 25"),
    ("typed letter in search → rows, ms", "≤ 10", lambda r: r.pair("search", "measure:letter", "paint_ms"),
     "csvlens 1,022, rainfrog 362, harlequin 482"),
    ("screens deals / tasks / employees, ms", "≤ 50", lambda r: r.until(["deals", "tasks", "employees"]), ""),
    ("another order, ms", "≤ 50", lambda r: r.until(["sort-indexed"]), ""),
    ("a filter by segment, ms", "≤ 50", lambda r: r.one("screens", "measure:filter", "paint_ms"), ""),
    ("bytes: cursor key, one pane", "≤ 500", lambda r: r.one("lists", "measure:cursor", "bytes", ONE_PANE),
     "less 180, csvlens 491, harlequin 6,700"),
    ("bytes: scroll at the edge, one pane / card beside", "≤ 700",
     lambda r: f"{r.one('lists', 'measure:edge', 'bytes', ONE_PANE)} / {r.one('lists', 'measure:edge', 'bytes')}",
     "less 180, csvlens 6,158"),
    ("bytes: page, one pane / card beside", "≤ 8,000",
     lambda r: f"{r.one('lists', 'measure:page', 'bytes', ONE_PANE)} / {r.one('lists', 'measure:page', 'bytes')}",
     "less 3,600, csvlens 6,298, harlequin 6,700"),
    ("bytes: full repaint", "≤ 12,000", lambda r: r.one("lists", "resize:repaint", "bytes"),
     "less 3,600, csvlens 9,857, harlequin 50,000"),
    ("bytes: the card follows after 120 ms of rest", "≤ 2,000", lambda r: r.one("lists", "measure:card", "bytes"), ""),
    ("held key at 30 Hz, one pane: lag after release, ms", "≤ 5", lambda r: r.one("held", "burst:held", "lag_ms", ONE_PANE),
     "csvlens 0.9, visidata 23, rainfrog 36"),
    ("idle: wake-ups a second; bytes at a minute mark: list / «Сегодня»", "0; ≤ 40", Runs.idle,
     "less, mc, tig 0; csvlens 4; rainfrog 51"),
    ("peak memory of a session, MiB", "≤ 40", Runs.memory, "csvlens 8, visidata 1,023, harlequin 1,602, rainfrog 4,866"),
]


def play(args, base, scenario, size):
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        # Where an earlier session stood must not decide what this one shows first.
        for left in base.parent.glob(base.name + "-drafts*"):
            left.unlink()
        cmd = [sys.executable, str(args.harness), "run", "--no-png", "-s", str(HERE / f"{scenario}.txt"), "-o", out.name,
               "--out", tempfile.gettempdir() + "/estafeta-tty", "--runs", str(args.rounds if scenario != "idle" else 1), "--warmup",
               "1" if scenario == "lists" else "0", "--size", size, "--limit", "240", "--", str(args.program), "--db", str(base)]
        subprocess.run(cmd, stdout=subprocess.DEVNULL, check=False)
        got = json.loads(Path(out.name).read_text())
    if got["summary"]["failed"]:
        print(f"{scenario} {size}: {got['summary']['errors']}", file=sys.stderr)
    return got


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("harness", type=Path)
    p.add_argument("program", type=Path)
    p.add_argument("base", type=Path, nargs="+")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--keep", type=Path, help="all figures as JSON")
    args = p.parse_args()
    args.program = args.program.resolve()
    columns, busy, kept = [], [], {}
    for base in (b.resolve() for b in args.base):
        got = {}
        for scenario, size in PLAYED:
            got[scenario, size] = r = play(args, base, scenario, size)
            busy += [x["machine_busy_percent"] for x in r["reports"] if "machine_busy_percent" in x]
            kept[f"{base.name} {scenario} {size}"] = r["summary"]
        columns.append((base.name, Runs(got)))
    machine = r["machine"]
    print(f"<!-- {machine['date'][:10]}, {machine['cores']} × {machine['cpu']}, Linux {machine['kernel'].split('-')[0]}, "
          f"machine busy {min(busy):.0f}–{max(busy):.0f} % -->")
    print("| what | goal | " + " | ".join(n for n, _ in columns) + " | other programs |")
    print("|" + " --- |" * (3 + len(columns)))
    for what, goal, value, peers in ROWS:
        print(f"| {what} | {goal} | " + " | ".join(value(c) for _, c in columns) + f" | {peers} |")
    if args.keep:
        args.keep.write_text(json.dumps(kept, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
