"""The words of the rule on what a CRM's stages mean."""

from __future__ import annotations

from data.text import Text

STAGES = Text("CRM 的階段代表什麼", "What the CRM's stages mean")
STAGES_DO = Text(
    "名單、MQL、SQL、商機、成交這些數字，看的是每個階段的意思。看板認得 HubSpot、Salesforce 的"
    "預設階段與常用的說法；你們自己取的階段名稱不會用猜的，請在這裡說明。對應之前，它們不算進任何階段。",
    "Leads, MQL, SQL, opportunities and deals won go by what each stage means. The default stages"
    " of HubSpot and Salesforce and common words are known; names of your own are never guessed:"
    " say here what they are. Until then they count in no stage.",
)
NO_CRM = Text("還沒有 CRM 的資料。", "There are no data of a CRM yet.")
NONE_OPEN = Text("所有階段都認得，沒有要對應的。", "Every stage is known; there is nothing to map.")
STAGE_NAME = Text("階段名稱", "Stage")
MEANS = Text("代表", "Means")
STANDING = Text("目前筆數", "Standing in it")
WHAT_IS = Text("「{name}」代表什麼", "What “{name}” means")
UNMAPPED = Text("尚未對應", "Not mapped")
BEFORE_AFTER = Text("{stage}：{before} → **{after}** 筆", "{stage}: {before} → **{after}**")
RECKONING = Text("看板正在依新的對應重算…", "The board is reckoning anew…")
RECKONED = Text("看板已依這些對應計算。", "The board follows these meanings.")
