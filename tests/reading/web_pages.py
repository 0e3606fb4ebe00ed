# ruff: noqa: E501  # markup stands in lines as programs write it
"""Pages as government sites print them, around a report: the layouts that are met, written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

TITLE = "云溪县水务局2024年度法治政府建设情况报告"
BODY = (
    "云溪县人民政府：",
    "2024年，我局认真贯彻落实法治政府建设各项部署，全年研究法治工作6次，办理行政许可312件，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）学习宣传",
    "组织集中学习6次，开展普法宣传18场，覆盖群众3200人次，干部职工依法办事的意识明显增强。",
    "（二）行政执法",
    "全年开展检查312次，立案18件，办结18件，没有一件被复议撤销；对轻微违法行为首违不罚9件，整改率达到100%。",
    "二、存在的不足",
    "执法力量不足，持证人员只有7名，难以覆盖12个乡镇的河道；主要原因是编制紧、待遇低，人员流动大。",
    "三、下一年度主要安排",
    "招录执法辅助人员4名，与乡镇联合巡查，每季度开展一次业务培训，补齐基层执法力量的短板。",
    "云溪县水务局",
    "2025年1月20日",
)
INDEX = (
    ("索引号", "11520000/2025-00036"),
    ("发布机构", "云溪县水务局"),
    ("成文日期", "2025-01-20"),
    ("发布日期", "2025-03-12"),
)
_NAV = "".join(
    f'<li><a href="/c{n}/">{name}</a></li>'
    for n, name in enumerate(("首页", "政务公开", "办事服务", "互动交流", "走进云溪", "专题专栏"))
)
_NEWS = "".join(
    f'<li><a href="/n{n}.html">云溪县召开第{n}次防汛抗旱工作会议安排部署汛期各项工作任务</a><span>2025-03-0{n}</span></li>'
    for n in range(1, 9)
)
_FOOT = (
    '<div class="footer"><p>主办：云溪县人民政府办公室 承办：云溪县大数据中心</p><p>网站标识码：5200000001 黔ICP备05000001号</p>'
    '<p><a href="/map">网站地图</a> <a href="/about">关于我们</a></p></div>'
)


def modern(lines: tuple[str, ...] = BODY) -> str:
    """A page with an index table, the text in paragraphs of spans, and scripts."""
    rows = "".join(f"<tr><th>{key}：</th><td>{value}</td></tr>" for key, value in INDEX)
    text = "".join(
        f'<p style="text-indent:2em"><span style="font-size:16pt">{escape(line)}</span></p>\n' for line in lines
    )
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}_云溪县人民政府网</title>'
        '<meta name="SiteName" content="云溪县人民政府网"><meta name="PubDate" content="2025-03-12 09:30:00">'
        "<style>.a{color:red}</style><script>var a='<p>脚本里的字不是正文，这一句话有二十五个字以上所以会被误认。</p>';</script></head><body>"
        f'<div class="header"><form action="/s"><input name="q" value="请输入关键字"><button>搜索</button></form><ul>{_NAV}</ul></div>'
        f'<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a> &gt; <a href="/b">年度报告</a></div>'
        f'<div class="main"><table class="index">{rows}</table><div class="article"><h1>{TITLE}</h1>'
        f'<div class="tools">字体：<a>大</a> <a>中</a> <a>小</a> <a>打印</a></div>'
        f'<div class="TRS_Editor" id="zoom">{text}<p style="display:none">看不见的一句话，长得足够让人以为它也是正文的一部分。</p></div>'
        f"</div></div>{_FOOT}</body></html>"
    )


def old(lines: tuple[str, ...] = BODY) -> str:
    """A page of nested tables, its lines parted by br, blanks as entities."""
    text = "<br>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in lines)
    nav = "".join(
        f'<td><a href="{n}.htm">{name}</a></td>' for n, name in enumerate(("首页", "机构概况", "政策法规", "办事指南"))
    )
    return (
        '<html>\r\n<head>\r\n<META http-equiv="Content-Type" content="text/html; charset=gb2312">\r\n'
        f"<title>{TITLE}</title></head>\r\n<body bgcolor=#ffffff><form name='aspnetForm' method=post>"
        f"<table width=980><tr>{nav}</tr></table><table width=980><tr><td width=200><table>"
        f"<tr><td><a href=x>通知公告</a></td></tr><tr><td><a href=y>工作动态</a></td></tr></table></td><td><table>"
        f"<tr><td align=center><b><font size=5>{TITLE}</font></b></td></tr>"
        f"<tr><td align=center>发布日期：2025-03-12&nbsp;&nbsp;来源：云溪县水务局</td></tr><tr><td><div id=content>{text}</div></td></tr>"
        "<tr><td align=right>【<a href=#>打印</a>】【<a href=#>关闭</a>】</td></tr></table></td></tr></table>"
        "<table><tr><td>版权所有：云溪县人民政府</td></tr></table></form></body></html>"
    )


def crowded(lines: tuple[str, ...] = BODY) -> str:
    """A page with a list of news beside the report and notices below it; index as a list, sign-off outside the text."""
    text = "".join(f"<p>&emsp;&emsp;{escape(line)}</p>" for line in lines[:-2])
    index = "".join(f"<li><strong>{key}：</strong><span>{value}</span></li>" for key, value in INDEX)
    notice = "本网站所登载的信息，未经授权不得转载，转载时必须注明来源，并保持信息的完整，违者将依法追究其法律责任。"
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>政府信息公开</title></head><body><nav>{_NAV}</nav>"
        f'<div class="wrap"><div class="left"><h3>最新信息</h3><ul>{_NEWS}</ul></div><div class="right"><ul class="xxgk">{index}</ul>'
        f'<div class="title">{TITLE}</div><div class="con">{text}</div>'
        f'<div class="sign" style="text-align:right">{lines[-2]}<br/>{lines[-1]}</div></div></div>'
        f'<div class="statement"><h4>网站声明</h4><p>{notice}</p><p>{notice}</p><p>{notice}</p></div>{_FOOT}</body></html>'
    )


def from_word(lines: tuple[str, ...] = BODY) -> str:
    """A page that Word saved: conditional comments, empty paragraphs, line ends inside of sentences."""
    paragraphs = "".join(
        f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=ZH-CN style='font-size:16.0pt;"
        f"font-family:仿宋_GB2312'>{escape(line[:12])}\r\n{escape(line[12:])}<o:p></o:p></span></p>\r\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        for line in (TITLE, *lines)
    )
    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>'
        "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><!--[if gte mso 9]><xml><o:DocumentProperties>"
        "<o:Author>某某</o:Author></o:DocumentProperties></xml><![endif]--><style>p{margin:0}</style></head>"
        f"<body lang=ZH-CN><div class=WordSection1>{paragraphs}</div></body></html>"
    )


PAGES: dict[str, tuple[Callable[..., str], str]] = {
    "modern": (modern, "utf-8"),
    "old": (old, "gb18030"),
    "crowded": (crowded, "utf-8"),
    "from_word": (from_word, "gb18030"),
}
