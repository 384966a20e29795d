"""Words that read like somebody's view or mood, of which a form warns where only matters belong.

The browser looks for them while somebody types. It says so beside the field and nowhere else: nothing is
refused, sent or logged.
"""

from __future__ import annotations

OPINIONS = tuple(
    (
        "态度 消极 积极性 情绪 思想 立场 观点 看法 倾向 不满 抱怨 牢骚 偏激 反感 抵触 不配合 觉悟 动机 "
        "人品 性格 表现差 表现不好 忠诚 信仰 家庭 私生活 attitude opinion mood negative complains "
        "dissatisfied loyal belief character"
    ).split()
)
"""Chinese words, and the English ones of a form in English; capitals make no difference."""
