"""G504: texts that are too like others."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from rapidfuzz import fuzz

from gongkai.findings import Finding, Place
from gongkai.prose import Line
from gongkai.rules.text._likeness import SAME, Passages, Sentence, Shelf, length, passages
from gongkai.rules.text.overlap import RULE, Options
from gongkai.settings import Settings
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, positions, read_files, report_text

OVERVIEW = f"  {NARRATIVES['总体情况']}\n"
PROBLEMS = f"  {NARRATIVES['存在的主要问题及改进情况']}\n"

WORDS = """\
本机关围绕{0}年的重点任务，把涉企政策集中放到一个专栏，按行业和事项两种方式编排，全年更新136条。
便民服务中心新设了公开专区，配有查询终端两台和自助打印设备，群众到场即可查阅近三年的文件。
申请由专人登记，五个工作日内完成初审，需要征求第三方意见的当天发函，答复文书由法制机构逐件把关。
政务新媒体由一人值守、两人复核，停更的两个账号已经注销，转载内容注明来源和日期。
"""
OTHERS = """\
今年把预算公开的口径统一到了款级，二十三个单位在同一天发布，附有名词解释和图表。
窗口接到的电话咨询多数与拆迁补偿有关，为此整理了一份问答，放在首页显眼处，点击量居各栏目之首。
村务公开栏更换为电子屏，由街道统一推送内容，老年人反映字号太小，已经调大。
请来两位律师讲解行政诉讼案例，业务骨干人人参加，考试不合格的补考。
"""
TROUBLES = """\
一是部分栏目更新不够及时，个别月份没有新的内容，已将更新情况纳入按月通报并明确到人。
二是解读形式单一，图解和视频偏少，下半年起每份重要文件至少配一种图解，由起草科室负责。
三是基层人员流动频繁，对答复格式不够熟悉，已编写范本并安排跟班学习，逐人验收合格后上岗。
"""


USUAL = Options()


def text_of(year: int, overview: str, problems: str = "", *, draft: bool = False) -> str:
    """A report with these texts."""
    text = report_text("haishu-office-2021", year)
    text = slip(text, OVERVIEW, "".join(f"  {line}\n" for line in overview.format(year).splitlines()))
    if problems:
        text = slip(text, PROBLEMS, "".join(f"  {line}\n" for line in problems.splitlines()))
    return text + ("草稿: true\n" if draft else "")


def overlaps(folder: Path, files: dict[str, str], options: Options = USUAL) -> list[Finding]:
    """The findings of G504 in these reports, by path below data/."""
    agencies = {f"{Path(name).parent}/agency.yml" for name in files}
    all_files = {name: AGENCY.replace("样例区", f"样例{name[0]}区") for name in agencies} | files
    _, found = read_files(folder, all_files, Settings(rules={RULE.name: options}))
    return [finding for finding in found if finding.code == "G504"]


class TestLastYear:
    """Against the report of the same agency one year before."""

    def test_good(self, tmp_path: Path) -> None:
        assert (
            overlaps(tmp_path, {"a/2021.yml": text_of(2021, WORDS), "a/2022.yml": text_of(2022, OTHERS)}) == []
        )

    def test_word_for_word_but_for_the_year(self, tmp_path: Path) -> None:
        files = {"a/2021.yml": text_of(2021, WORDS), "a/2022.yml": text_of(2022, WORDS.replace("136", "258"))}
        (finding,) = overlaps(tmp_path, files)
        assert positions([finding]) == [("G504", 3, 3)]
        assert (finding.level, finding.year) == ("warning", 2022)
        assert finding.message.startswith("全文有100%（“一、总体情况”有100%）与2021年度报告相同。")
        assert "申请由专人登记，五个工作日内完成初审" in finding.message

    def test_a_few_words_and_the_order_changed(self, tmp_path: Path) -> None:
        changed = "".join(reversed(WORDS.replace("近三年", "近五年").replace("当天", "立即").splitlines(True)))
        files = {"a/2021.yml": text_of(2021, WORDS), "a/2022.yml": text_of(2022, changed)}
        assert len(overlaps(tmp_path, files)) == 1

    def test_one_section(self, tmp_path: Path) -> None:
        files = {
            "a/2021.yml": text_of(2021, WORDS * 2, TROUBLES),
            "a/2022.yml": text_of(2022, OTHERS * 2, TROUBLES),
        }
        (finding,) = overlaps(tmp_path, files)
        assert finding.message.startswith("“五、存在的主要问题及改进情况”有100%与2021年度报告相同。")
        lines = files["a/2022.yml"].split("\n")
        assert lines[finding.place.line - 1].strip() == TROUBLES.splitlines()[0]

    def test_half_is_allowed(self, tmp_path: Path) -> None:
        one, two, three, four = OTHERS.splitlines(True)
        last = WORDS.splitlines(True)[-1]
        files = {
            "a/2021.yml": text_of(2021, WORDS),
            "a/2022.yml": text_of(2022, one + two + three + four + last),
        }
        assert overlaps(tmp_path, files) == []
        assert len(overlaps(tmp_path, files, Options(limit=0.1))) == 1

    def test_short_texts_say_the_same(self, tmp_path: Path) -> None:
        files = {
            "a/2021.yml": report_text("haishu-office-2021", 2021),
            "a/2022.yml": report_text("haishu-office-2021", 2022),
        }
        assert overlaps(tmp_path, files) == []

    def test_two_years_before_does_not_count(self, tmp_path: Path) -> None:
        assert (
            overlaps(tmp_path, {"a/2020.yml": text_of(2021, WORDS), "a/2022.yml": text_of(2022, WORDS)}) == []
        )

    def test_drafts(self, tmp_path: Path) -> None:
        draft = {"a/2021.yml": text_of(2021, WORDS), "a/2022.yml": text_of(2022, WORDS, draft=True)}
        assert [f.year for f in overlaps(tmp_path / "a", draft)] == [2022]
        before = {"a/2021.yml": text_of(2021, WORDS, draft=True), "a/2022.yml": text_of(2022, WORDS)}
        assert overlaps(tmp_path / "b", before) == []

    def test_before_2019(self, tmp_path: Path) -> None:
        free = "年度: {}\n章节:\n  - 标题: 概述\n    内容: |\n" + "".join(
            f"      {line}\n" for line in OTHERS.splitlines()
        )
        files = {"a/2011.yml": free.format(2011), "a/2012.yml": free.format(2012)}
        assert positions(overlaps(tmp_path, files)) == [("G504", 5, 7)]


class TestSisters:
    """Against the offices with the same parent, of the same year."""

    @pytest.mark.parametrize(("a", "b"), [("a", "b"), ("up/a", "up/b")])
    def test_both_are_told(self, tmp_path: Path, a: str, b: str) -> None:
        files = {f"{a}/2021.yml": text_of(2021, WORDS), f"{b}/2021.yml": text_of(2021, WORDS)}
        found = overlaps(tmp_path, files)
        assert [f.agency for f in found] == [a, b]
        assert "同年度报告相同" in found[0].message

    def test_the_most_alike_is_named(self, tmp_path: Path) -> None:
        files = {f"{name}/2021.yml": text_of(2021, WORDS) for name in "abc"}
        files["d/2021.yml"] = text_of(2021, OTHERS)
        found = overlaps(tmp_path, files)
        assert len(found) == 3
        assert "另有1个机关的报告也这样" in found[0].message

    def test_not_of_another_year_or_parent(self, tmp_path: Path) -> None:
        files = {
            "up/agency.yml": AGENCY,
            "up/a/2021.yml": text_of(2021, WORDS),
            "b/2021.yml": text_of(2021, WORDS),
            "c/2022.yml": text_of(2022, WORDS),
        }
        assert overlaps(tmp_path, files) == []


def test_many_reports_take_seconds() -> None:
    """60 sisters of 50 sentences; a hundred of those all have."""
    random = Random(1)
    signs = [chr(0x4E00 + number) for number in range(1500)]

    def sentence() -> str:
        return "".join(random.choices(signs, k=random.randint(15, 60))) + "。"

    of_all = [sentence() for _ in range(100)]
    texts = []
    for _ in range(60):
        own = [sentence() for _ in range(40)] + random.sample(of_all, 10)
        texts.append(passages([Line(text, Place("a.yml", 1, 1)) for text in own]))
    start = time.process_time()
    shelf = Shelf(texts)
    found = [shelf.common(position) for position in range(len(texts))]
    assert time.process_time() - start < 5
    assert all(0 < len(sentences) < 10 for others in found for sentences in others.values())


class TestIndex:
    """What the index of marks finds, against holding each sentence against each other."""

    WORDS = "公开 信息 申请 政府 答复 主动 会议 群众 平台 栏目 更新 逐件 核对 期限"

    def texts(self, seed: int) -> list[Passages]:
        """Texts that have sentences in common, some with a few characters changed, some twice."""
        random = Random(seed)
        common = ["".join(random.choices(self.WORDS.split(), k=random.randint(5, 20))) for _ in range(12)]

        def sentence() -> str:
            text = (
                random.choice(common)
                if random.random() < 0.7
                else "".join(random.choices(self.WORDS.split(), k=12))
            )
            for _ in range(random.choice((0, 0, 1, 2, 4))):
                at = random.randrange(len(text))
                text = text[:at] + random.choice(("", "某", "切实")) + text[at + random.randint(0, 2) :]
            return text

        said = ["。".join(sentence() for _ in range(random.randint(0, 8))) for _ in range(12)]
        return [passages([Line(text, Place("a.yml", 1, 1))]) for text in said]

    @pytest.mark.parametrize("seed", range(20))
    def test_common_as_each_against_each(self, seed: int) -> None:
        texts = self.texts(seed)
        shelf = Shelf(texts)
        for position, text in enumerate(texts):
            expected = {
                other: [sentence for sentence in text.sentences if stands_in(sentence, its)]
                for other, its in enumerate(texts)
                if other != position
            }
            assert shelf.common(position) == {other: found for other, found in expected.items() if found}

    @pytest.mark.parametrize("seed", range(20))
    def test_may_be_like_as_its_sentences_say(self, seed: int) -> None:
        texts = self.texts(seed)
        shelf = Shelf(texts)
        for position, text in enumerate(texts):
            others = [its for other, its in enumerate(texts) if other != position]
            there = [s for s in text.sentences if any(stands_in(s, its) for its in others)]
            share = length(there) / text.length if text.length else 0
            for limit in (0, 0.1, 0.3, 0.5, 0.7, 0.9):
                assert shelf.may_be_like(position, limit) == (share > limit)


def stands_in(sentence: Sentence, text: Passages) -> bool:
    """Whether a text has a sentence nearly the same that has a mark in common."""
    return any(
        sentence.plain == other.plain
        or (not set(sentence.marks).isdisjoint(other.marks) and fuzz.ratio(sentence.plain, other.plain) >= SAME)
        for other in text.sentences
    )
