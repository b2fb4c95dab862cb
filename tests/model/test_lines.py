"""The lines of files are at hand while they are asked for, and wait as they are otherwise."""

from __future__ import annotations

import pickle

from gongkai.model.lines import Lines


class File:
    """What is in a file, and how often it was asked for."""

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, 0

    def __call__(self) -> bytes:
        self.asked += 1
        return self.text.encode()


def _lines(count: int) -> tuple[Lines, list[File]]:
    lines, files = Lines(), [File(f"年度: {2000 + number}\n草稿: true\n") for number in range(count)]
    for number, file in enumerate(files):
        lines.put(f"{number}.yml", file)
    return lines, files


def test_a_file_is_taken_to_pieces() -> None:
    lines, _ = _lines(1)
    assert lines["0.yml"] == ("年度: 2000", "草稿: true", "")


def test_nobody_reads_what_is_not_asked_for() -> None:
    lines, files = _lines(3)
    assert (list(lines), len(lines), [file.asked for file in files]) == (
        ["0.yml", "1.yml", "2.yml"],
        3,
        [0, 0, 0],
    )


def test_what_is_asked_for_again_is_at_hand() -> None:
    lines, files = _lines(1)
    assert (lines["0.yml"] is lines["0.yml"], files[0].asked) == (True, 1)


def test_what_was_asked_for_long_ago_is_read_again() -> None:
    lines, files = _lines(100)
    first, *_ = [lines[name] for name in lines]
    assert (lines["0.yml"], files[0].asked) == (first, 2)


def test_some_of_them_have_no_others() -> None:
    lines, _ = _lines(3)
    some = lines.of(["2.yml", "0.yml", "other.yml"])
    assert (dict(some), some.get("1.yml")) == ({"2.yml": lines["2.yml"], "0.yml": lines["0.yml"]}, None)


def test_what_is_no_text_has_no_lines() -> None:
    lines = Lines()
    lines.put("0.yml", lambda: b"\xff\xfe")
    assert lines["0.yml"] == ()


def test_one_that_is_read_anew_gives_what_is_there_now() -> None:
    lines, _ = _lines(1)
    assert lines["0.yml"][0] == "年度: 2000"
    lines.put("0.yml", "年度: 2024\n".encode)
    assert lines["0.yml"] == ("年度: 2024", "")


def test_they_are_sent_with_what_is_in_the_files() -> None:
    lines, _ = _lines(2)
    sent: Lines = pickle.loads(pickle.dumps(lines))
    assert dict(sent) == dict(lines)
