//! The words of the sign-in page. No code in the browser says them.

phrases! {
    /// The sign-in page.
    pub fn sign_in() -> SignInWords {
        /// The heading.
        title: "登录" | "Sign in",
        /// The user name's label.
        username: "用户名" | "User name",
        /// No user name was given.
        username_missing: "请填写用户名" | "Please enter your user name",
        /// The password's label.
        password: "密码" | "Password",
        /// No password was given.
        password_missing: "请填写密码" | "Please enter your password",
        /// Shows what was typed as the password.
        show_password: "显示密码" | "Show password",
        /// The button.
        submit: "登录" | "Sign in",
        /// For consumers who came here.
        consumers: "消费者请从订单页面的“申请售后”进入。"
            | "Consumers come in from “Apply for after-sales service” on their order.",
    }
}
