//! Security events as a workbook.

use aftercare_app::words::Language;
use aftercare_domain::{
    security_event::{SecurityEvent, SecurityEventKind},
    time::marketplace_time,
};
use rust_xlsxwriter::{Workbook, XlsxError};

/// Writes the events, a row each.
pub(super) fn write(events: &[SecurityEvent], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (heading, column) in headings(language).iter().zip(0..) {
        sheet.set_column_width(column, 22)?;
        sheet.write_string(0, column, *heading)?;
    }
    for (event, row) in events.iter().zip(1..) {
        let time = marketplace_time(event.last_at).format("%Y-%m-%d %H:%M:%S");
        let number = |number: u64| number.to_string();
        let texts = [
            time.to_string(),
            kind(event.kind, language).to_owned(),
            number(event.times.into()),
            event.subject.clone(),
            event.side.clone().unwrap_or_default(),
            event.detail.clone().unwrap_or_default(),
            event.rows.map(number).unwrap_or_default(),
            event.network.clone().unwrap_or_default(),
            event.request_id.clone().unwrap_or_default(),
        ];
        for (text, column) in texts.iter().zip(0..) {
            sheet.write_string(row, column, text)?;
        }
    }
    book.save_to_buffer()
}

const fn headings(language: Language) -> [&'static str; 9] {
    match language {
        Language::Chinese => [
            "时间",
            "事件",
            "次数",
            "主体",
            "所属方",
            "详情",
            "导出行数",
            "网络",
            "请求编号",
        ],
        Language::English => [
            "Time",
            "Event",
            "Times",
            "Subject",
            "Side",
            "Detail",
            "Rows exported",
            "Network",
            "Request",
        ],
    }
}

const fn kind(kind: SecurityEventKind, language: Language) -> &'static str {
    let (chinese, english) = match kind {
        SecurityEventKind::SignedIn => ("登录成功", "Signed in"),
        SecurityEventKind::SignInFailed => ("登录失败", "Sign-in failed"),
        SecurityEventKind::SignInSlowed => ("登录失败过多，已限速", "Sign-in slowed down"),
        SecurityEventKind::SignedOut => ("退出登录", "Signed out"),
        SecurityEventKind::TokenMade => ("创建访问令牌", "Token made"),
        SecurityEventKind::TokenRevoked => ("吊销访问令牌", "Token revoked"),
        SecurityEventKind::LinkIssued => ("生成用户链接", "Consumer link issued"),
        SecurityEventKind::LinkUsed => ("使用用户链接", "Consumer link used"),
        SecurityEventKind::Revealed => ("查看完整信息", "Personal data revealed"),
        SecurityEventKind::FoundBySearch => {
            ("按姓名或手机号查到服务单", "Order found by name or phone")
        }
        SecurityEventKind::ReadInFull => ("访问令牌读取完整信息", "Read in full with a token"),
        SecurityEventKind::Exported => ("导出", "Exported"),
        SecurityEventKind::ForeignRecord => {
            ("访问其他租户的数据", "Another tenant's record asked for")
        }
        SecurityEventKind::ForeignOrigin => ("请求来源不受信任", "Call from a foreign origin"),
        SecurityEventKind::Forbidden => ("没有权限", "Not permitted"),
        SecurityEventKind::LimitHit => ("超出限制", "Limit hit"),
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}
