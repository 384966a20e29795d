"""Fields that may not exist: nothing that profiles, scores or labels a person's opinions.

The list follows the project's data protection rules (PIPL art. 6 and 28: only what the purpose needs).
It is asked wherever a field can be made: models, chapter.toml, custom fields and import headers.
"""

from __future__ import annotations

import re

_WORDS = (
    "宗教 信仰 教派 政治表现 政治态度 政治倾向 思想动态 思想状态 思想表现 "
    "态度评价 忠诚 可靠度 评分 打分 得分 评级 排名 画像 标签 重点关注 "
    "风险等级 身份证 证件号 护照 家庭住址 家庭成员 亲属 配偶 子女 血型 "
    "病史 健康状况 病历 指纹 人脸 生物识别 定位 行踪 轨迹 出行记录 "
    "银行卡 银行账号 社交账号 微信号 网络言论 上网行为 民族 党员花名册 "
    "成员名册 考察意见 考察材料正文 个人手机 作风评分 心得评分"
).split()
_ENGLISH = (
    r"relig|faith\b|belief|ideolog|politic\w*_(?:score|attitude|view|performance|rating)|opinion_of"
    r"|attitude|loyal|reliab|\bscore|_score|\brating|_rating|\brank|_rank\b|profil(?:e|ing)_of|mood|sentiment"
    r"|national_id|id_card|identity_card|passport|home_address|family|relative|spouse|child(?:ren)?\b"
    r"|health|medical|diagnos|blood_type|fingerprint|face_id|biometric|geoloc|location_track|travel_hist"
    r"|bank_(?:card|account)|wechat_id|social_account|online_behav|ethnic|membership_list|watch_?list"
    r"|\btag_of_person|risk_level|appraisal_text|personal_phone"
)
_PATTERN = re.compile("|".join(map(re.escape, _WORDS)) + "|" + _ENGLISH, re.IGNORECASE)


def forbidden_word(*names: str) -> str:
    """The word that makes any of these names, labels or headers forbidden; '' when all may be used."""
    for name in names:
        found = _PATTERN.search(re.sub(r"[\s\-]+", "_", name.strip()))
        if found:
            return found.group(0)
    return ""
