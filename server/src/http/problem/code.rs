//! The table of problems: code, status and texts of each.

use aftercare_app::request::language::Language;
use axum::http::StatusCode;

/// Title and detail of a problem in one language; `{name}` in a detail is replaced by that parameter, and `{retry_after}` by how
/// long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemText {
    /// What kind of problem it is.
    pub title: &'static str,
    /// What happened, and what to do next.
    pub detail: &'static str,
}

macro_rules! problems {
    ($($(#[$meta:meta])* $Code:ident = $name:literal, $status:ident,
        zh $zh_title:literal $zh_detail:literal, en $en_title:literal $en_detail:literal;)+) => {
        /// A kind of problem. Its name is the `code` of the contract.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$meta])* $Code,)+ }

        impl Code {
            /// Every kind of problem.
            pub const ALL: &'static [Self] = &[$(Self::$Code,)+];

            /// The `code` of the contract.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Code => $name,)+ }
            }

            /// The HTTP status.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$Code => StatusCode::$status,)+ }
            }

            /// Its words.
            pub(super) const fn words(self, language: Language) -> ProblemText {
                match (self, language) {
                    $((Self::$Code, Language::Chinese) => ProblemText { title: $zh_title, detail: $zh_detail },
                    (Self::$Code, Language::English) => ProblemText { title: $en_title, detail: $en_detail },)+
                }
            }
        }
    };
}

problems! {
    /// The request can't be read at all.
    Malformed = "malformed", BAD_REQUEST,
        zh "请求无法读取" "{reason}", en "Malformed request" "{reason}";
    /// Nobody is signed in, or not validly.
    Unauthenticated = "unauthenticated", UNAUTHORIZED,
        zh "请先登录" "此操作需要登录或有效的访问令牌。", en "Not signed in" "Sign in, or send a valid access token.";
    /// The page that calls is somebody else's than the session.
    OthersSession = "others_session", PRECONDITION_FAILED,
        zh "当前登录的是另一个账号" "这个浏览器已登录为{name}，操作没有执行。请用原来的账号重新登录后继续，填写的内容会保留。", en "Somebody else is signed in" "This browser is signed in as {name} now, so nothing was done. Sign in again with your own account to go on; what you typed is kept.";
    /// Name or password is wrong.
    WrongCredentials = "wrong_credentials", UNAUTHORIZED,
        zh "登录失败" "用户名或密码不正确。", en "Sign-in failed" "The username or the password is wrong.";
    /// The caller may not do that.
    Forbidden = "forbidden", FORBIDDEN,
        zh "没有权限" "您没有执行此操作的权限。", en "Not permitted" "You are not permitted to do this.";
    /// The token lacks a scope.
    ScopeMissing = "forbidden", FORBIDDEN,
        zh "没有权限" "访问令牌缺少权限范围 {scope}。", en "Not permitted" "The access token lacks the scope {scope}.";
    /// A changing call with the cookie from another place than our own pages.
    ForeignOrigin = "foreign_origin", FORBIDDEN,
        zh "请求来源不受信任" "使用登录状态的修改请求必须来自本站页面。", en "Foreign origin" "A changing call with the session cookie must come from this site's own pages.";
    /// No such thing, or it is another tenant's.
    NotFound = "not_found", NOT_FOUND,
        zh "找不到" "该资源不存在，或您无权查看。", en "Not found" "There is no such thing, or it is not yours to see.";
    /// The path exists, but not with this method.
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED,
        zh "不支持的请求方法" "该地址不支持此请求方法。", en "Method not allowed" "This address does not take this method.";
    /// The body is larger than we read.
    TooLarge = "too_large", PAYLOAD_TOO_LARGE,
        zh "请求过大" "请求体不能超过 {limit_bytes} 字节。", en "Request too large" "A body may have at most {limit_bytes} bytes.";
    /// The body did not arrive in time.
    TooSlow = "too_slow", REQUEST_TIMEOUT,
        zh "请求传输超时" "请求内容没有在规定时间内传完，操作没有执行。请检查网络后重试。", en "The request took too long" "What was sent did not arrive in time, so nothing was done. Check your connection, then try again.";
    /// The query string is longer than we read.
    QueryTooLong = "query_too_long", URI_TOO_LONG,
        zh "查询条件过长" "地址中的查询条件不能超过 {limit_bytes} 字节，请减少条件或单号后重试。", en "The query is too long" "The query of an address may have at most {limit_bytes} bytes: ask for less at once.";
    /// The query string has more parameters than anything here takes.
    TooManyParameters = "too_many_parameters", UNPROCESSABLE_ENTITY,
        zh "查询参数过多" "地址中的查询参数不能超过 {most} 个，请减少后重试。", en "Too many parameters" "The query of an address may have at most {most} parameters: leave some out.";
    /// The body is not of the type we read.
    UnsupportedMediaType = "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE,
        zh "不支持的内容类型" "请求体必须是 {expected}。", en "Unsupported media type" "The body must be {expected}.";
    /// Fields are wrong; `violations` names them.
    Invalid = "invalid", UNPROCESSABLE_ENTITY,
        zh "填写有误" "请更正标出的字段后重试。", en "Invalid fields" "Correct the fields that are named, then try again.";
    /// An `Idempotency-Key` came back with another request.
    IdempotencyKeyReused = "idempotency_key_reused", UNPROCESSABLE_ENTITY,
        zh "幂等键已被使用" "同一个 Idempotency-Key 已用于另一个请求，请换用新的键。", en "Idempotency key reused" "This Idempotency-Key was used for another request: take a new one.";
    /// Too many attempts.
    TooManyRequests = "too_many_requests", TOO_MANY_REQUESTS,
        zh "尝试次数过多" "请在{retry_after}后重试。", en "Too many attempts" "Try again in {retry_after}.";
    /// One person, or one token, asks too often.
    RateLimited = "rate_limited", TOO_MANY_REQUESTS,
        zh "操作过于频繁" "您一分钟内的请求超过了 {limit} 次，本次操作没有执行，请在{retry_after}后继续。", en "Too many requests" "You made more than {limit} requests within a minute, so this one was not carried out. Go on in {retry_after}.";
    /// A side asks too often.
    SideRateLimited = "rate_limited", TOO_MANY_REQUESTS,
        zh "操作过于频繁" "贵方所有人员和访问令牌一分钟内的请求超过了 {limit} 次，本次操作没有执行，请在{retry_after}后继续；如有程序在调用接口，请降低其频率。", en "Too many requests" "Your side's people and tokens made more than {limit} requests within a minute, so this one was not carried out. Go on in {retry_after}; if a program of yours calls the API, have it ask less often.";
    /// A place asks too often where nobody is signed in.
    NetworkRateLimited = "rate_limited", TOO_MANY_REQUESTS,
        zh "访问过于频繁" "您所在网络一分钟内的访问超过了 {limit} 次，请在{retry_after}后重试。", en "Too many requests" "More than {limit} requests came from your network within a minute. Try again in {retry_after}.";
    /// Somebody follows as many live streams as they may.
    TooManyStreams = "too_many_streams", TOO_MANY_REQUESTS,
        zh "打开的页面过多" "您最多可以同时保持 {most} 个实时连接，请关闭不用的页面，{retry_after}后会自动更新。", en "Too many live streams" "You may follow {most} live streams at once: close some. Try again in {retry_after}.";
    /// Somebody has an export already that is being written.
    ExportRunning = "export_running", TOO_MANY_REQUESTS,
        zh "上一次导出尚未完成" "您的上一次导出正在生成，完成后即可再次导出，请在{retry_after}后重试。", en "Your last export is not done yet" "Your last export is still being written; one at a time. Try again in {retry_after}.";
    /// A robot that is being tested.
    RobotTestRunning = "robot_test_running", TOO_MANY_REQUESTS,
        zh "机器人正在测试" "该机器人正在发送测试消息，请在{retry_after}后重试。", en "The robot is being tested" "This robot is sending a test message at this moment. Try again in {retry_after}.";
    /// As many robots as a side may have.
    TooManyRobots = "too_many_robots", CONFLICT,
        zh "机器人过多" "最多添加 {most} 个机器人，请先删除不用的。", en "Too many robots" "There may be {most} robots: remove one that is not used any more.";
    /// As many tokens in force as a side may have.
    TooManyTokens = "too_many_tokens", CONFLICT,
        zh "访问令牌过多" "最多可有 {most} 个有效的访问令牌，请先吊销不用的。", en "Too many tokens" "There may be {most} tokens in force: take one back that is not used any more.";
    /// More passwords are being checked, and wait for that, than may.
    SignInBusy = "sign_in_busy", SERVICE_UNAVAILABLE,
        zh "登录人数较多" "现在登录的人较多，请在{retry_after}后重试。", en "Many people are signing in" "Many people are signing in at this moment. Try again in {retry_after}.";
    /// All of the day's reveals are used.
    RevealQuotaUsed = "reveal_quota_used", TOO_MANY_REQUESTS,
        zh "今日查看次数已用完" "今天已查看完整个人信息 {limit} 次，达到上限。请先使用打码信息处理，明天零点后（{retry_after}后）可再次查看；急需时请联系平台运营。", en "Today's reveals are used up" "Personal data was shown {limit} times today, which is all that a day has. Go on with what is shown masked; from midnight on (in {retry_after}) it can be shown again. If it can't wait, ask the platform's operators.";
    /// Personal data is searched for beside the number of an order.
    SearchNarrowed = "search_narrowed", UNPROCESSABLE_ENTITY,
        zh "请去掉一个搜索条件" "姓名、关键词或完整手机号不能与单号、序列号或运单号一起搜索。请只按号码查找；需要核对该用户的信息时，请打开服务单并“查看完整信息”。", en "Leave out one of the filters" "A name, words or a whole phone number can't be searched for together with the number of an order, goods or parcel. Search by the number alone; if you have to check who it is, open the order and have its personal data shown.";
    /// One person searched for personal data as often as they may within a minute.
    SearchesUsed = "searches_used", TOO_MANY_REQUESTS,
        zh "按姓名或手机号搜索过于频繁" "一分钟内最多按姓名或完整手机号搜索 {limit} 次，请在{retry_after}后继续，或改用单号、运单号查找。", en "Too many searches by name or phone" "You may search by a name or a whole phone number {limit} times a minute. Go on in {retry_after}, or search by the number of the order or the parcel.";
    /// A side searched for personal data as often as it may on a day.
    SideSearchesUsed = "searches_used", TOO_MANY_REQUESTS,
        zh "今日按姓名或手机号的搜索次数已用完" "贵方今天已按姓名或完整手机号搜索 {limit} 次，达到上限。请改用单号、运单号或手机号后四位查找，明天零点后（{retry_after}后）可再次搜索。", en "Today's searches by name or phone are used up" "Your side searched by names and whole phone numbers {limit} times today, which is all that a day has. Search by the number of the order or the parcel, or by the last four digits of the phone; from midnight on (in {retry_after}) names can be searched for again.";
    /// A scope that operators alone put into a token.
    ScopeOfOperators = "forbidden", FORBIDDEN,
        zh "没有权限" "访问令牌的权限范围 {scope} 由平台运营开通，请联系平台运营创建该令牌。", en "Not permitted" "The scope {scope} is given by the platform: ask its operators to make this token.";
    /// A fault of ours.
    Internal = "internal", INTERNAL_SERVER_ERROR,
        zh "系统错误" "系统出现错误，已被记录。请稍后重试。", en "Internal error" "Something went wrong on our side and was recorded. Try again later.";
    /// The order is not any more what the caller saw.
    VersionConflict = "version_conflict", CONFLICT,
        zh "服务单已有变化" "您提交前，该服务单已被他人处理（当前版本 {current_version}）。请查看之后的节点日志，再决定是否继续。", en "The order has changed" "Somebody acted on the order before you (it is at version {current_version} now). See what happened since, then decide again.";
    /// A refund that is with the consumer already: never paid twice.
    RefundSucceeded = "refund_succeeded", CONFLICT,
        zh "退款已完成" "该笔退款已到账，不能重复确认。", en "Already refunded" "The money is with the consumer already; it can't be confirmed twice.";
    /// A reference of a transfer that paid another refund.
    ReferenceUsed = "reference_used", CONFLICT,
        zh "转账凭证号已用于另一笔退款" "该凭证号已确认过退款 {paid_refund}，没有重复记账。请核对后填写这笔退款自己的凭证号；如果同一笔转账确实支付了两笔退款，请勾选“这笔转账同时支付了其他退款”（接口传 \"shared_transfer\": true）再次确认。", en "The transfer paid another refund" "The transfer with this reference paid the refund {paid_refund} already, so nothing was recorded. Check it and give the reference of this refund's own transfer; if one transfer did pay both, tick that it did (in a call: \"shared_transfer\": true) and confirm again.";
    /// Open service orders stand on what a merchant would change of an order.
    HeldByServiceOrders = "held_by_service_orders", CONFLICT,
        zh "订单行有处理中的服务单" "服务单 {service_orders} 处理期间，{fields} 只能由平台修改，订单没有更新。请把原因告诉平台运营，由平台修改；或等服务单结束后再更新。", en "Service orders are open on this line" "While {service_orders} is open, only the platform changes {fields}, so the order was not updated. Tell the platform's operators why it has to change, or update it once the service order has ended.";
    /// A merchant tells an order of a channel where the platform pays.
    ToldByPlatform = "told_by_platform", FORBIDDEN,
        zh "该渠道的订单由平台提供" "渠道 {channel} 的退款由平台支付，订单只能由平台的订单系统提供和修改。信息有误时请联系平台运营。", en "The platform tells orders of this channel" "The platform pays the refunds of the channel {channel}, so only its own order system tells orders there. If something about one is wrong, ask the platform's operators.";
    /// A name that begins as another merchant's own does.
    OthersName = "others_name", UNPROCESSABLE_ENTITY,
        zh "编号属于另一个商家" "“{name}”以另一个商家的编号和冒号开头，是该商家自己的编号。请换用不带该前缀的编号。", en "The name is another merchant's" "{name} begins with the id of another merchant and a colon, which makes it that merchant's own. Use one that does not begin so.";
    /// As many saved views as one person may have.
    TooManyViews = "too_many_views", CONFLICT,
        zh "视图过多" "每人最多保存 {most} 个视图，请先删除不用的。", en "Too many views" "One person may keep {most} views: remove one that is not used any more.";
    /// A view would keep what tells of a person.
    ViewTellsOfPerson = "view_tells_of_person", UNPROCESSABLE_ENTITY,
        zh "视图中不能保存个人信息" "视图不能保存完整手机号，共享的视图也不能保存姓名或关键词。请去掉搜索内容后再保存，或改用打码手机号、单号等条件。", en "A view can't keep personal data" "A view keeps no whole phone number, and a shared one no name and no words. Leave out what was searched for, or filter by a masked phone or a number, then save it again.";
    /// A list that is too long to be exported.
    ExportTooLarge = "export_too_large", UNPROCESSABLE_ENTITY,
        zh "导出数据过多" "一次最多导出 {most} 条，请缩小筛选范围，例如按申请时间分批导出。", en "Too much to export" "An export has at most {most} rows: narrow the filter, for example by the time of application.";
    /// Nothing can be written, or read, at this moment.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE,
        zh "服务暂不可用" "请求没有生效，请在{retry_after}后重试。", en "Unavailable" "Nothing was changed. Try again in {retry_after}.";
}
