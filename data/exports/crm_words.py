"""What CRMs write for a stage, a lead's status and an answer; a word matches whole, in any case.

The English ones are those HubSpot and Salesforce begin with; the Chinese ones are what sales teams
in Taiwan call the same. Whatever else a pipeline calls its stages is mapped by a rule of the team.
"""

from __future__ import annotations

from collections.abc import Mapping

STAGES: Mapping[str, str] = {
    "lead": r"lead|leads|名單|潛在客戶|新名單|潛客|新進名單|open lead",
    "mql": r"mql|marketing ?qualified ?lead|行銷合格(潛在客戶|名單)?|合格名單",
    "sql": r"sql|sales ?qualified ?lead|業務合格(潛在客戶|名單)?|業務接受|sal",
    "opportunity": (
        r"opportunity|商機|銷售機會|報價|報價中|提案|提案中|議約|議價|洽談中"
        r"|appointment ?scheduled|qualified ?to ?buy|presentation ?scheduled"
        r"|decision ?maker ?bought-? ?in|contract ?sent"
        r"|prospecting|qualification|needs analysis|value proposition|id\. decision makers"
        r"|perception analysis|proposal/price quote|negotiation/review"
        r"|已安排會議|已符合購買資格|已安排簡報|決策者已同意|已送出合約"
    ),
    "won": r"won|closed ?won|customer|客戶|成交|已成交|贏單|結案成交|已結束（成功）|成功結案",
    "lost": r"lost|closed ?lost|失單|輸單|未成交|流單|結案失敗|已結束（失敗）",
    "nurture": r"nurture|nurturing|培育|培育中|待培育",
    "invalid": r"invalid|unqualified|disqualified|無效|無效名單|不合格",
    "trial": r"trial|trialing|試用|試用中",
    "activated": r"activated|active trial|啟用|已啟用",
    "paid": r"paid|subscribed|付費|已付費|訂閱中|付費訂閱",
    "renewed": r"renewed|續訂|已續訂|續約|已續約",
    "other": r"subscriber|evangelist|other|訂閱者|推廣者|傳教士|其他",
}
"""By the stage they mean. What is ``other`` is known to be in no stage: a newsletter's reader."""

MARKS: Mapping[str, str] = {
    "invalid": r"unqualified|disqualified|invalid|junk|不合格|無效|無效名單|重複|重複名單",
    "nurture": r"bad[ _]timing|nurture|nurturing|時機不對|時機未到|培育|培育中|待培育",
}
"""What a lead's status says besides its stage; every other status says nothing of it."""

STAGE_FIELD = r"stage|stagename|stage ?name|階段|商機階段"
"""What a history of fields calls the one whose changes are stages."""

BILLING: Mapping[str, str] = {
    "month": r"月|每月|月繳|月付|月費|month|monthly|1 ?month|每 ?1 ?個月",
    "year": r"年|每年|年繳|年付|年費|year|yearly|annual|annually|1 ?year|每 ?1 ?年",
}
"""From one payment of a subscription to the next, by what it means."""

YES = r"是|yes|y|true|1|接受|已接受|accepted|v|✓"
NO = r"否|no|n|false|0|退回|已退回|不接受|拒絕|rejected|declined"
