"""Leads, activities and people of the demonstration college abroad. All organisations are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A lead: what about, which kind, with whom, in which country, and for which department."""

    name: str
    kind: str
    partner: str
    country: str
    unit: str
    steps: tuple[str, ...]
    result: str


OFFERS = (
    Offer(
        "护理专业课程包引进",
        "know_how",
        "南湾应用健康学院",
        "新西兰",
        "kyc",
        ("对方发来课程目录，护理与健康学院正在比对。", "双方视频会议一次，确定首批三门课程。"),
        "引进护理课程三门，编写双语教案两套，两名教师取得授课证书。",
    ),
    Offer(
        "工业机器人实训标准合作",
        "technology",
        "莱茵河畔应用技术大学",
        "德国",
        "kyc",
        ("收到实训标准样本，机电工程学院组织研讨。", "就设备接口和软件授权交换意见。"),
        "形成实训标准译本和校内转化方案，建成实训工位八个。",
    ),
    Offer(
        "绿色校园能源管理经验交流",
        "management",
        "青野环境大学校园管理处",
        "日本",
        "hqc",
        ("对方提供能耗分项计量办法。", "后勤保障处完成两栋楼的对照测算。"),
        "制定本校能耗分项计量办法，图书馆年节电约一成。",
    ),
    Offer(
        "信息技术专业客座教师",
        "talent",
        "枫谷理工学院",
        "加拿大",
        "rsc",
        ("拟定客座教师岗位说明。", "对方推荐两名候选人，正在核对资质。"),
        "聘任客座教师一名，每学期线上授课二十四学时。",
    ),
    Offer(
        "草原文化主题设计展",
        "culture",
        "北岭设计学院",
        "英国",
        "yssj",
        ("双方商定展览主题和作品数量。", "第一批作品图录已编好。"),
        "展出师生作品六十二件，出版展览图录一册。",
    ),
    Offer(
        "装配式建筑课程共建",
        "know_how",
        "椰城职业大学",
        "马来西亚",
        "jzgc",
        ("交换课程大纲，确定共建四个单元。", "完成一个单元的试讲。"),
        "共建课程四个单元，已在建筑工程学院使用。",
    ),
    Offer(
        "人工智能通识课程联合开发",
        "technology",
        "汉川科学技术大学",
        "韩国",
        "xxgc",
        ("讨论课程框架，信息工程学院提出实验设计。", "实验平台试用账号已开通。"),
        "完成课程视频二十讲，选课学生三百余人。",
    ),
    Offer(
        "老年护理师资培训",
        "talent",
        "北海福祉大学",
        "日本",
        "rsc",
        ("商定培训名额和费用分担。", "报名和语言测试已完成。"),
        "四名教师完成三个月线上培训并通过考核。",
    ),
    Offer(
        "职业院校治理研修",
        "management",
        "蓝山教育管理学院",
        "澳大利亚",
        "rsc",
        ("收到研修方案，正在征求各单位意见。", "研修主题调整为质量保证。"),
        "十二名管理人员完成线上研修。",
    ),
    Offer(
        "冰雪运动教练交流",
        "culture",
        "松湖体育学院",
        "芬兰",
        "tyjx",
        ("双方交换教学视频。", "拟定互派教练的日程。"),
        "举办冬季训练营一期，参加学生四十人。",
    ),
)
PAUSED = "对方学校假期至下学期开学，双方商定暂缓。"
ENDED = "对方专业调整，双方同意不再推进。"
QUIET = "对方负责部门换届，暂无进展，已约定下月联系。"

ACTIVITIES = (
    ("归国留学人员座谈会", "meeting", True, 0),
    ("留学经历分享与教学研讨", "lecture", True, 600),
    ("海外课程资源线上交流会", "online", False, 0),
    ("国际职业教育动态专题讲座", "lecture", False, 800),
    ("来访院校座谈", "visit", False, 1500),
    ("中外学生作品联展", "performance", False, 3200),
    ("归国留学人员中秋联谊", "other", True, 1200),
)
DROPPED = "主讲人行程变动，改期另行通知。"

ABROAD = (
    ("日本", "asia", "青野环境大学"),
    ("德国", "europe", "莱茵河畔应用技术大学"),
    ("韩国", "asia", "汉川科学技术大学"),
    ("英国", "europe", "北岭设计学院"),
    ("俄罗斯", "europe", "远岸技术大学"),
    ("马来西亚", "asia", "椰城职业大学"),
    ("澳大利亚", "oceania", "蓝山教育管理学院"),
)
"""Country, part of the world, university."""
SUBJECTS = (
    ("机械工程", "engineering"),
    ("企业管理", "economics"),
    ("计算机应用", "engineering"),
    ("会计学", "economics"),
    ("视觉设计", "arts"),
    ("教育学", "education"),
    ("建筑技术", "engineering"),
)
WISHES = (
    ("exchange",),
    ("exchange", "association"),
    ("lectures",),
    ("association", "recruiting"),
    ("exchange", "lectures", "recruiting"),
)

SCHOLARS = (
    ("海晏清", "莱茵河畔应用技术大学", "engineering", "工业机器人", "实训课程合作", 1),
    ("牧歌", "南湾应用健康学院", "medicine", "社区护理", "课程共建", 0),
    ("江望舒", "枫谷理工学院", "science", "数据科学", "专任教师岗位", 3),
    ("石景行", "北岭设计学院", "arts", "展示设计", "联合展览", 4),
    ("云知远", "青野环境大学", "engineering", "建筑节能", "线上讲座", 2),
    ("程以宁", "汉川科学技术大学", "engineering", "机器学习", "短期来校讲学", 6),
    ("闻溪", "椰城职业大学", "engineering", "装配式建筑", "课程共建", 5),
    ("白若谷", "北海福祉大学", "medicine", "老年护理", "师资培训", 7),
    ("叶明夷", "蓝山教育管理学院", "education", "院校治理", "线上研修", 8),
    ("林间", "松湖体育学院", "education", "冰雪运动", "训练营", 9),
)
"""Name, institution, field, what they work on, interest, which lead: nobody who is real."""
MATTERS = ("产教融合课程合作", "专业建设线上咨询", "引进人才岗位信息")

VACANCIES = (
    ("机电工程学院专任教师", "jdgc", "engineering"),
    ("信息工程学院专任教师", "xxgc", None),
    ("护理与健康学院专任教师", "hljk", None),
    ("建筑工程学院实训教师", "jzgc", "engineering"),
    ("艺术设计学院专任教师", "yssj", None),
    ("经济管理学院专任教师", "jjgl", "economics"),
)
NEWS = (
    "现公开招聘{post}，要求硕士以上学位，待遇按学校规定执行。"
    "公告全文和报名方式见学院网站人事处栏目，咨询电话 0000-2000100。"
)
REMARKS = (
    "本半年以课程合作为主，洽谈事项按期推进；下一步重点落实已签约事项的成果登记。",
    "受对方学年安排影响，两项线索暂缓；归国留学人员活动参加面有所扩大。",
)
