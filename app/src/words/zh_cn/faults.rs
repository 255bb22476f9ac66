//! What is wrong with a field, in Chinese.

use aftercare_domain::{form::FieldError, values::money::Money};

use super::Chinese;
use crate::words::faults::FieldErrorWords;

impl FieldErrorWords for Chinese {
    fn fault(&self, fault: &FieldError) -> String {
        match fault {
            FieldError::Required {} => "请填写此项".to_owned(),
            FieldError::UnknownField {} => "不支持此项".to_owned(),
            FieldError::WrongType { expected } => match expected.as_str() {
                "integer" => "请填写数字".to_owned(),
                _ => "格式不正确".to_owned(),
            },
            FieldError::TooShort { min } => format!("至少 {min} 个字"),
            FieldError::TooLong {
                max,
                entries: false,
            } => format!("最多 {max} 个字"),
            FieldError::TooLong { max, entries: true } => format!("最多 {max} 项"),
            FieldError::OutOfRange { max, .. } if *max == Money::MAX.fen() => {
                "请填写大于 0 的金额，最多 10 亿元".to_owned()
            }
            FieldError::OutOfRange { min, max } => format!("请填写 {min} 至 {max} 之间的数"),
            FieldError::NotOneOf { .. } => "请从选项中选择".to_owned(),
            FieldError::ControlCharacter {} => "含有无法显示的字符".to_owned(),
            FieldError::NotAnIdentifier {} => "只能包含字母、数字和连字符".to_owned(),
            FieldError::BlankAtEnd {} => "首尾不能有空格".to_owned(),
            FieldError::NotAPhone {} => "请填写有效的中国电话号码，可带 1 至 6 位分机号".to_owned(),
            FieldError::NotATrackingNumber { .. } => {
                "不是该快递公司的单号，请核对：只填运单号，不含“-1-1-”等包裹序号".to_owned()
            }
            FieldError::NotAServiceOrderNumber {} => {
                "不是有效的服务单号（14 位数字），请核对".to_owned()
            }
            FieldError::NotATime {} => "请填写有效的时间".to_owned(),
            FieldError::NotADate {} => "请填写有效的日期".to_owned(),
            FieldError::NotADuration {} => "请填写有效的时长，例如 1d、36h 或 5s".to_owned(),
            FieldError::NotAfter { .. } => "须晚于开始时间".to_owned(),
            FieldError::NotFound {} => "没有找到，请核对".to_owned(),
            FieldError::OneOfRequired { .. } => "请至少填写其中一项".to_owned(),
            FieldError::ItemMissing { .. } => "还有必检项没有结果".to_owned(),
            FieldError::Duplicate {} => "重复了，请删除一项".to_owned(),
            FieldError::NotApplicable {} => "与其他内容不符，请留空".to_owned(),
            FieldError::Masked {} => "请填写完整内容，不能使用打码后的内容".to_owned(),
            FieldError::Unchanged {} => "与现在相同，请修改".to_owned(),
            FieldError::InThePast {} => "时间已过，请重新选择".to_owned(),
        }
    }
}
