"""G508: a total of the text and the kinds listed behind it; ▶ marks the total."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import NARRATIVES

OVERVIEW = NARRATIVES["总体情况"]


class TestEnumeration:
    """At the first digit of the total."""

    @pytest.mark.parametrize(
        "sentence",
        [
            "全年主动公开政府信息▶95件，其中政策类24件、财政类66件、其他3件。",
            "公开信息▶50条，其中重点领域信息60条。",
            "公开信息▶100条，其中概况66条、动态40条。",
            "组织培训▶6场次，其中线上2场次、线下5场次。",
            "开展解读▶37次，分别为图文20次、视频9次、访谈6次。",
            "公开信息▶100条，其中概况类60条、动态类38条。",
            "公开信息▶100条（网站80条、微信18条）。",
            "公开信息▶88条。其中业务类40条、财务类20条、其他类27条。",
            "收到建议112件、提案60件，共▶173件。",
            "办理建议提案▶90件，其中人大建议60件、政协提案32件。",
        ],
    )
    def test_wrong(self, tmp_path: Path, sample: str, sentence: str) -> None:
        (found,) = only_at_marks(tmp_path, slip(sample, OVERVIEW, sentence), "G508")
        assert found.level == "warning"

    @pytest.mark.parametrize(
        "sentence",
        [
            "全年主动公开政府信息93件，其中政策类24件、财政类66件、其他3件。",
            "公开信息100条，其中重点领域信息20条、政策信息30条。",
            "公开信息100条，其中网站80条、微信40条。",
            "公开信息100条，其中网站61条、微信48条。",
            "公开信息1200条，日均3条，其中图片420条、视频96条。",
            "公开信息100条，其中含网站80条、微信18条。",
            "公开信息100条，其中网站60条、微信38条等。",
            "公开信息600条（网站400条，其中解读40条；新媒体200条）。",
            "公开信息150条，比上年增加20条，其中政策类40条。",
            "开展培训5次，其中专题培训2次，参加130人次。",
            "公开信息320条，其中概况20条、动态300条，同时办理网民留言45条。",
            "收到建议112件、提案60件，共172件。",
            "公开信息近100条，其中网站60条、微信38条。",
        ],
    )
    def test_right(self, tmp_path: Path, sample: str, sentence: str) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, sentence), "G508")

    def test_both_sides_are_told(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, OVERVIEW, "公开信息▶100条，其中概况类60条、动态类38条。")
        (found,) = only_at_marks(tmp_path, text, "G508")
        assert (found.left, found.right) == (98, 100)
        assert "60＋38＝98条，总数写的是100条" in found.message
