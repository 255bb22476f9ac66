//! Inspection 质检: the template by which goods are looked at, its results, and what is concluded.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    form::{FieldError, Violation, named::named, record},
    service_order::catalogue::HandlingMethod,
    values::{
        id::{AttachmentId, FaultCode, ItemId},
        service::ServiceType,
        text::{Remark, WorkReport},
    },
};

named! {
    /// Who is to blame (R-INS-3).
    pub enum Liability offered as Liability {
        /// The product is at fault.
        Product = "product",
        /// The consumer is to blame.
        Consumer = "consumer",
        /// The carrier is to blame.
        Carrier = "carrier",
        /// No fault was found.
        NoneFound = "none_found",
    }
}

named! {
    /// What an item of a template asks for.
    pub enum ItemKind {
        /// `pass`, `fail` or `not_applicable`.
        PassFail = "pass_fail",
        /// One of its choices.
        Choice = "choice",
        /// A number within its bounds.
        Number = "number",
        /// A text of any words.
        Text = "text",
    }
}

named! {
    /// The value of a `pass_fail` item.
    pub enum Verdict {
        /// 合格: the item is as it should be.
        Pass = "pass",
        /// 不合格: the item is not as it should be.
        Fail = "fail",
        /// 不适用: these goods have no such item.
        NotApplicable = "not_applicable",
    }
}

/// One item of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id, unique in the template.
    pub id: ItemId,
    /// What is looked at, in the words of the template's author.
    pub title: String,
    /// What kind of value the item asks for.
    pub kind: ItemKind,
    /// The values that a `choice` can have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// The least and the greatest value of a `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<(i64, i64)>,
    /// Whether it must have a result.
    pub required: bool,
    /// How many photos it needs.
    pub photos: u32,
    /// Whether a failure means that the goods are no longer as they were sold.
    #[serde(default)]
    pub intactness: bool,
}

/// A version of a template (R-TPL-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InspectionForm {
    /// The name of the template from which the form is made.
    pub template: String,
    /// The version of the template, from 1.
    pub version: u32,
    /// Its items, in order.
    pub items: Vec<Item>,
}

impl InspectionForm {
    /// The template that is built in, for categories without their own.
    pub fn built_in() -> Self {
        let item = |id: &str, title: &str, kind, required, intactness| {
            ItemId::parse(id).ok().map(|id| Item {
                id,
                title: title.to_owned(),
                kind,
                choices: Vec::new(),
                bounds: None,
                required,
                photos: 0,
                intactness,
            })
        };
        let packaging = ["完好", "破损", "缺失"].map(str::to_owned).to_vec();
        let items = [
            item(
                "appearance",
                "外观完好，无使用痕迹",
                ItemKind::PassFail,
                true,
                true,
            ),
            item(
                "accessories",
                "配件、赠品齐全",
                ItemKind::PassFail,
                true,
                true,
            ),
            item("function", "功能正常", ItemKind::PassFail, true, false),
            item(
                "serial_number",
                "序列号与订单一致",
                ItemKind::PassFail,
                false,
                false,
            ),
            item("packaging", "包装", ItemKind::Choice, false, false).map(|item| Item {
                choices: packaging,
                ..item
            }),
            item(
                "power_on_minutes",
                "通电测试（分钟）",
                ItemKind::Number,
                false,
                false,
            )
            .map(|item| Item {
                bounds: Some((0, 1440)),
                ..item
            }),
            item("notes", "补充说明", ItemKind::Text, false, false),
        ];
        Self {
            template: "general".to_owned(),
            version: 1,
            items: items.into_iter().flatten().collect(),
        }
    }

    /// Checks results against the items: known, once each, of the right kind, none missing that is required.
    pub fn check(&self, results: &[ItemResult]) -> Vec<Violation> {
        let mut violations = Vec::new();
        let mut seen = BTreeSet::new();
        for (index, result) in results.iter().enumerate() {
            let mut fault = |field: &str, fault| {
                violations.push(Violation::new(format!("results[{index}].{field}"), fault));
            };
            if !seen.insert(&result.item) {
                fault("item", FieldError::Duplicate {});
            }
            match self.items.iter().find(|item| item.id == result.item) {
                None => fault("item", FieldError::NotFound {}),
                Some(item) => {
                    if let Err(wrong) = item.check(&result.value) {
                        fault("value", wrong);
                    }
                }
            }
        }
        for item in self
            .items
            .iter()
            .filter(|item| item.required && !seen.contains(&item.id))
        {
            let fault = FieldError::ItemMissing {
                item: item.id.to_string(),
            };
            violations.push(Violation::new("results", fault));
        }
        violations
    }

    /// Whether results show the goods as intact: every item that tells is there and not failed. A return without a
    /// reason needs it (R-HND-1).
    pub fn shows_intact(&self, results: &[ItemResult]) -> bool {
        let telling = self.items.iter().filter(|item| item.intactness);
        telling.into_iter().all(|item| {
            let result = results.iter().find(|result| result.item == item.id);
            let verdict = result
                .and_then(|result| result.value.as_str())
                .and_then(Verdict::parse);
            match verdict {
                Some(Verdict::Pass | Verdict::NotApplicable) => true,
                Some(Verdict::Fail) | None => false,
            }
        })
    }
}

impl Item {
    fn check(&self, value: &Value) -> Result<(), FieldError> {
        match self.kind {
            ItemKind::PassFail => match value.as_str().and_then(Verdict::parse) {
                Some(_) => Ok(()),
                None => Err(FieldError::not_one_of(Verdict::NAMES)),
            },
            ItemKind::Choice => match value.as_str() {
                Some(choice) if self.choices.iter().any(|known| known == choice) => Ok(()),
                Some(_) | None => Err(FieldError::NotOneOf {
                    allowed: self.choices.clone(),
                }),
            },
            ItemKind::Number => {
                let (min, max) = self.bounds.unwrap_or((i64::MIN, i64::MAX));
                crate::form::integer_within(value, min, max).map(|_| ())
            }
            ItemKind::Text => <Remark as crate::form::Field>::read(value).map(|_| ()),
        }
    }
}

record! {
    /// The result of one item.
    pub struct ItemResult {
        /// The id of the template's item.
        item: required ItemId,
        /// Its value, as the item's kind says.
        value: required Value,
        /// What there is to say about it.
        remark: optional Remark,
        /// Ids of photos, or of a report.
        attachments: list AttachmentId as files,
    }
}

record! {
    /// What is broken (R-INS-2).
    pub struct FaultDescription {
        /// Codes of the faults, as the maker of the goods writes them.
        codes: list FaultCode,
        /// What is broken, in the inspector's words.
        description: optional WorkReport,
    }
}

record! {
    /// What the inspector recommends; it decides what the deadline of the handling does (R-INS-3, R-HND-5).
    pub struct Conclusion {
        /// The service that fits, as the inspector sees it.
        service_type: required ServiceType,
        /// The handling method that fits, as the inspector sees it.
        handling_method: required HandlingMethod,
        /// Who is to blame for what is wrong.
        liability: required Liability,
        /// 三包内: whether the goods are in warranty.
        in_warranty: required bool,
    }
}
