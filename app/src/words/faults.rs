//! What is wrong with what was typed into a field.

use aftercare_domain::{form::FieldError, values::money::Money};

use super::Words;

impl Words {
    /// What is wrong with a field's value.
    #[expect(
        clippy::too_many_lines,
        reason = "one entry a fault, and no fault without an entry"
    )]
    pub fn fault(self, fault: &FieldError) -> String {
        self.choose(match fault {
            FieldError::Required {} => ("请填写此项", "Please fill this in"),
            FieldError::UnknownField {} => ("不支持此项", "This is not known here"),
            FieldError::WrongType { expected } => match expected.as_str() {
                "integer" => ("请填写数字", "Please give a number"),
                _ => ("格式不正确", "This has another form than expected"),
            },
            FieldError::TooShort { min } => {
                return say!(self, "至少 {min} 个字" | "At least {min} characters");
            }
            FieldError::TooLong {
                max,
                entries: false,
            } => return say!(self, "最多 {max} 个字" | "At most {max} characters"),
            FieldError::TooLong { max, entries: true } => {
                return say!(self, "最多 {max} 项" | "At most {max} entries");
            }
            FieldError::OutOfRange { max, .. } if *max == Money::MAX.fen() => (
                "请填写大于 0 的金额，最多 10 亿元",
                "Please give an amount above 0, up to 1,000 million yuan",
            ),
            FieldError::OutOfRange { min, max } => {
                return say!(
                    self,
                    "请填写 {min} 至 {max} 之间的数" | "Please give a number from {min} to {max}"
                );
            }
            FieldError::NotOneOf { .. } => ("请从选项中选择", "Please choose one of the options"),
            FieldError::ControlCharacter {} => (
                "含有无法显示的字符",
                "This has characters that can't be shown",
            ),
            FieldError::NotAnIdentifier {} => (
                "只能包含字母、数字和连字符",
                "Letters, digits and hyphens only",
            ),
            FieldError::BlankAtEnd {} => (
                "首尾不能有空格",
                "Take the blanks off its beginning and end",
            ),
            FieldError::NotAPhone {} => (
                "请填写有效的中国电话号码，可带 1 至 6 位分机号",
                "Please give a Chinese telephone number; an extension has up to 6 digits",
            ),
            FieldError::NotATrackingNumber { .. } => (
                "不是该快递公司的单号，请核对：只填运单号，不含“-1-1-”等包裹序号",
                "This is not one of this carrier's numbers: \
                 give the waybill alone, without “-1-1-” after it",
            ),
            FieldError::NotAServiceOrderNumber {} => (
                "不是有效的服务单号（14 位数字），请核对",
                "This is no service order number (14 digits): please check",
            ),
            FieldError::NotATime {} => ("请填写有效的时间", "Please give a time"),
            FieldError::NotADate {} => ("请填写有效的日期", "Please give a date"),
            FieldError::NotADuration {} => (
                "请填写有效的时长，例如 1d、36h 或 5s",
                "Please give a length of time, such as 1d, 36h or 5s",
            ),
            FieldError::NotAfter { .. } => {
                ("须晚于开始时间", "This must be later than the beginning")
            }
            FieldError::NotFound {} => ("没有找到，请核对", "There is no such thing: please check"),
            FieldError::OneOfRequired { .. } => {
                ("请至少填写其中一项", "Please fill in one of these")
            }
            FieldError::ItemMissing { .. } => {
                ("还有必检项没有结果", "A required item has no result yet")
            }
            FieldError::Duplicate {} => {
                ("重复了，请删除一项", "This stands here twice: remove one")
            }
            FieldError::NotApplicable {} => (
                "与其他内容不符，请留空",
                "This does not fit the rest: leave it empty",
            ),
            FieldError::Masked {} => (
                "请填写完整内容，不能使用打码后的内容",
                "Please give all of it: a masked value can't be used",
            ),
            FieldError::Unchanged {} => ("与现在相同，请修改", "It is so already: change it"),
            FieldError::InThePast {} => {
                ("时间已过，请重新选择", "This time is over: choose another")
            }
        })
        .to_owned()
    }
}
