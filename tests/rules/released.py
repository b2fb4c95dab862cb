"""What a release fixes of its rules. `python -m tests.rules.released` writes released.json when one is made."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai.rules import Rule, all_rules, rule_set
from gongkai.settings import described


def told(rule: Rule) -> dict[str, object]:
    """What others rely on: the name, the levels, and what may be set."""
    return {
        "name": rule.name,
        "levels": [level.value for level in rule.levels],
        "options": {option.name: str(option.default) for option in described(rule.options)},
    }


def main() -> None:
    """Write all rules beside this file."""
    rules = {rule.code: told(rule) for rule in all_rules()}
    text = json.dumps({"version": rule_set(), "rules": rules}, ensure_ascii=False, indent=1)
    Path(__file__).with_name("released.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
