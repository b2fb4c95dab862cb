"""Of whom a clause speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.claims.names import OWN, without_own_name, without_scope
from gongkai.claims.scope import is_part, of_whom
from gongkai.model import AgencyKind
from tests.claims.corpus import bodies

GOVERNMENT, OFFICE, DEPARTMENT, TOWNSHIP, ZONE = (
    AgencyKind.GOVERNMENT,
    AgencyKind.OFFICE,
    AgencyKind.DEPARTMENT,
    AgencyKind.TOWNSHIP,
    AgencyKind.ZONE,
)


def said(clause: str, kind: AgencyKind, name: str) -> bool | None:
    archive = bodies("written")
    report = replace(archive.by_agency["city"][2023], agency_name=name)
    agency = replace(archive.agencies["city"], kind=kind, name=name)
    return of_whom(without_own_name(clause, (name,)), report, agency)


@pytest.mark.parametrize(
    ("clause", "kind", "name", "wanted"),
    [
        ("临江市人民政府收到", GOVERNMENT, "临江市人民政府", False),
        ("临江市人民政府办公室收到", GOVERNMENT, "临江市人民政府", True),
        ("临江市人民政府机关收到", GOVERNMENT, "临江市人民政府", False),
        ("临江市公安局收到", GOVERNMENT, "临江市人民政府", True),
        ("临江市政府及所属部门收到", GOVERNMENT, "临江市人民政府", False),
        ("临江市政府本级收到", GOVERNMENT, "临江市人民政府", True),
        ("全市收到", GOVERNMENT, "临江市人民政府", False),
        ("全市收到", OFFICE, "临江市人民政府办公室", True),
        ("全市收到", DEPARTMENT, "临江市信访局", True),
        ("全市信访系统收到", GOVERNMENT, "临江市人民政府", True),
        ("全国收到", GOVERNMENT, "临江市人民政府", True),
        ("临江市人民政府收到", OFFICE, "临江市人民政府办公室", False),
        ("市政府本级收到", OFFICE, "临江市人民政府办公室", False),
        ("本机关收到", DEPARTMENT, "临江市信访局", False),
        ("我局收到", DEPARTMENT, "临江市信访局", False),
        ("其中我局收到", DEPARTMENT, "临江市信访局", False),
        ("2023年度市财政局收到", DEPARTMENT, "临江市信访局", True),
        ("全局收到", DEPARTMENT, "临江市信访局", False),
        ("全镇收到", TOWNSHIP, "云岭县白沙镇人民政府", False),
        ("全镇收到", DEPARTMENT, "临江市信访局", True),
        ("白沙镇收到", TOWNSHIP, "云岭县白沙镇人民政府", False),
        ("白沙镇财政所收到", DEPARTMENT, "临江市信访局", True),
        ("园区全年收到", ZONE, "白鹤高新技术产业园区管理委员会", False),
        ("本园区收到", ZONE, "海岳镜湖旅游度假区管理委员会", False),
        ("园区企业收到", ZONE, "海岳镜湖旅游度假区管理委员会", True),
        ("园区全年收到", GOVERNMENT, "临江市人民政府", True),
        ("全区收到", ZONE, "海岳镜湖旅游度假区管理委员会", False),
        ("收到申请", DEPARTMENT, "临江市信访局", None),
        ("附属中学收到", DEPARTMENT, "临江市信访局", True),
        ("云岭区收到", DEPARTMENT, "临江市信访局", True),
        ("云岭区本级收到", OFFICE, "临江市人民政府办公室", False),
    ],
)
def test_of_whom(clause: str, kind: AgencyKind, name: str, wanted: bool | None) -> None:
    assert said(clause, kind, name) is wanted


@pytest.mark.parametrize(
    ("clause", "kind", "wanted"),
    [
        ("其中本级收到", GOVERNMENT, True),
        ("其中本级收到", OFFICE, False),
        ("本级机关收到", GOVERNMENT, False),
        ("各部门收到", GOVERNMENT, True),
        ("市政府及各部门收到", GOVERNMENT, False),
        ("市政府及各部门收到", OFFICE, True),
        ("各村收到", TOWNSHIP, False),
        ("有关部门收到", TOWNSHIP, False),
        ("各部门收到", TOWNSHIP, True),
        ("全年收到", GOVERNMENT, False),
    ],
)
def test_is_part(clause: str, kind: AgencyKind, wanted: bool) -> None:
    assert is_part(clause, replace(bodies("written").agencies["city"], kind=kind)) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("度假区收到", 3),
        ("镜湖度假区收到", 5),
        ("镜湖区收到", 3),
        ("湖区收到", 0),
        ("各度假区收到", 0),
        ("景区、度假区收到", 3),
        ("云岭新区收到", 0),
    ],
)
def test_zones(text: str, wanted: int) -> None:
    assert without_own_name(text, ("海岳镜湖旅游度假区管理委员会",)).count(OWN) == wanted


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("临江市信访局", "市局收到", 2),
        ("临江市信访局", "信访局收到", 3),
        ("临江市信访局", "临江市信访局收到", 6),
        ("临江市信访局", "各信访局收到", 0),
        ("临江市信访局", "市局长收到", 0),
        ("临江市卫生健康委员会", "市委收到", 0),
        ("临江市卫生健康委员会", "卫健委收到", 3),
        ("临江市人民政府办公室", "市办收到", 0),
        ("临江市人民政府办公室", "市府办收到", 3),
        ("临江市供销合作社联合社", "市社收到", 0),
        ("临江市供销合作社联合社", "供销社收到", 3),
        ("临江市卫生健康委员会", "健委收到", 0),
        ("临江市人民政府办公室", "民办收到", 0),
        ("临江市供销合作社联合社", "作社收到", 0),
        ("临江市政务服务中心", "市中心收到", 0),
        ("云岭海关", "关于", 0),
        ("临江大学", "大力", 0),
        ("海岳师范大学", "海岳师大收到", 4),
        ("国家税务总局临江市税务局", "国家税务总局收到", 0),
    ],
)
def test_names(name: str, text: str, wanted: int) -> None:
    assert without_own_name(text, (name,)).count(OWN) == wanted


@pytest.mark.parametrize(
    ("scope", "text", "wanted"),
    [
        ("全关区", "全关区共收到", OWN * 3 + "共收到"),
        # 安全区域 is no 全区.
        ("全区", "安全区域、全区", "安全区域、" + OWN * 2),
        # What is no whole is no name.
        ("本级", "本级收到", "本级收到"),
        ("全关区", "本级收到", "本级收到"),
        (None, "全关区", "全关区"),
    ],
)
def test_scope(scope: str | None, text: str, wanted: str) -> None:
    assert without_scope(text, scope) == wanted
