"""Plans, meetings, remarks and reasons of the demonstration college's publicity."""

from __future__ import annotations

PLANNED = (
    (1, "announcement", 0, "zztz"),
    (2, "policy", 4, "zztz"),
    (3, "policy", 0, "zztz"),
    (3, "examples", 0, "xxgc"),
    (4, "news", 1, "jzgc"),
    (5, "policy", 5, "zztz"),
    (5, "examples", 2, "mks"),
    (6, "news", 5, "hljk"),
    (9, "policy", 1, "zztz"),
    (9, "news", 0, "ggjc"),
    (10, "examples", 1, "jzgc"),
    (10, "news", 1, "zztz"),
    (11, "announcement", 1, "zztz"),
    (11, "news", 0, "zztz"),
    (12, "examples", 3, "xsc"),
    (12, "news", 2, "zztz"),
)
"""Topics of each year: month, column, number of the piece, unit."""
AIMS = (
    "围绕学校中心工作讲好同心故事：政策宣传每季度不少于一篇，工作动态每月不少于两篇，先进事迹每学期不少于两篇。",
    "突出民族团结进步和建言献策两个主题，提高稿件质量，落实三审三校，当事人同意做到应征尽征。",
    "聚焦身边人、身边事，增加图文和短篇解读；轮值供稿按期率达到九成以上。",
)
DECISIONS = (
    "通报上学期发稿和轮值情况；确定本学期选题十二项；轮值表按顺序号排定，请假提前三天登记。",
    "强调三审三校要求：人名、职务和链接逐项核对；照片中可以辨认的人员，先征得本人同意再送审。",
    "讨论“同心故事”栏目策划，每两周刊发一期；宣传部负责排版和发布，组织统战部负责审核。",
    "交流各单位供稿做法；明确先进事迹稿件由所在单位核实事实；撤回同意的稿件三个工作日内处理完毕。",
)
RETURNED = (
    "第二段数据请与教务处核对，注明统计口径。",
    "标题偏长，请压缩；人员职务以人事处任命为准。",
    "导语与正文重复，请精简后再送审。",
    "缺少活动时间和参加范围，请补充。",
)
ADDED = "（数据已与有关部门核对。）"
FAILED = "平台提示图片尺寸不符合要求，已重新裁剪。"
CORRECTED = "读者来电指出活动日期有误，更正后重新发布。"
CORRECTION = "更正：文中活动日期已更正，特此说明。"
VOIDED = "选题与上级媒体报道重复，不再刊发。"
WITHDRAWN = "当事人撤回同意，本稿不再刊发。"
REFUSED = "当事人不同意公开报道，请另选题材。"
TAKEN_DOWN = "当事人撤回同意，按规定撤稿。"
OUTDATED = "办理流程已调整，旧稿内容失效，撤稿。"
MADE_ANONYMOUS = "文字和图片中的姓名、单位已隐去，链接不变。"
SWAPPED = ("当周承担技能竞赛监考。", "当周带队外出实习。", "与课程安排冲突。", "当周参加培训。")
REPLACED = "外出参加教学能力比赛，由同事代写。"
TAKEN_OUT = "当期与校庆专题合并，不另发稿。"
PLAN_BACK = "请补充下半年先进事迹选题，并明确责任单位。"
STUDENTS = ("获奖学生团队代表（两人）", "合作企业技术负责人", "社区居民代表")
