"""What partners want to do, and the roles that serve it: each role alone is enough. First loaded by a migration."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """A row of `RoleTask`. `roles`: codes, any one of which serves the task."""

    code: str
    area: str
    name_en: str
    name_ja: str
    roles: tuple[str, ...]


_SERVICES = ("exchange_administrator", "sharepoint_administrator", "teams_administrator", "intune_administrator")
_SUPPORT = ("service_support_administrator", "helpdesk_administrator", "user_administrator", "billing_administrator")

TASKS = (
    Task("read_details", "directory", "See the organisation's details, users and groups",
         "組織の情報、ユーザー、グループを確認する",
         ("directory_readers", "global_reader", "directory_writers", "user_administrator")),
    Task("read_settings", "directory", "See all settings, without changing any",
         "すべての設定を変更せずに確認する", ("global_reader",)),
    Task("write_directory", "directory", "Let programs keep the directory up to date",
         "プログラムでディレクトリを更新する", ("directory_writers",)),
    Task("manage_domains", "directory", "Add and verify domain names",
         "ドメイン名を追加、確認する", ("domain_name_administrator",)),
    Task("manage_hybrid_identity", "directory", "Synchronise accounts with its own servers",
         "社内サーバーとアカウントを同期する", ("hybrid_identity_administrator",)),
    Task("manage_everything", "directory", "Everything, also what no other role covers",
         "ほかのロールではできない操作を含むすべて", ("global_administrator",)),
    Task("reset_passwords", "users", "Reset passwords of ordinary users",
         "一般ユーザーのパスワードをリセットする",
         ("password_administrator", "helpdesk_administrator", "user_administrator")),
    Task("block_users", "users", "Block and unblock sign-in of ordinary users",
         "一般ユーザーのサインインをブロック、解除する", ("helpdesk_administrator", "user_administrator")),
    Task("manage_users", "users", "Add, change and delete users",
         "ユーザーを追加、変更、削除する", ("user_administrator",)),
    Task("manage_groups", "users", "Create and change groups",
         "グループを作成、変更する", ("groups_administrator", "user_administrator")),
    Task("invite_guests", "users", "Invite guests",
         "ゲストを招待する", ("guest_inviter", "user_administrator")),
    Task("reset_sign_in_methods", "users", "Reset sign-in methods of ordinary users",
         "一般ユーザーのサインイン方法をリセットする",
         ("authentication_administrator", "privileged_authentication_administrator")),
    Task("reset_administrators", "users", "Reset sign-in methods of administrators",
         "管理者のサインイン方法をリセットする", ("privileged_authentication_administrator",)),
    Task("assign_roles", "users", "Assign administrator roles",
         "管理者ロールを割り当てる", ("privileged_role_administrator",)),
    Task("assign_licences", "support", "Assign licences",
         "ライセンスを割り当てる", ("license_administrator", "user_administrator")),
    Task("manage_billing", "support", "Manage invoices and payment details",
         "請求書と支払い情報を管理する", ("billing_administrator",)),
    Task("raise_service_requests", "support", "Open and follow service requests",
         "サービス要求を起票し、対応状況を確認する", _SUPPORT + _SERVICES),
    Task("read_service_health", "support", "See service health",
         "サービス正常性を確認する", ("service_support_administrator", "global_reader", "helpdesk_administrator")),
    Task("read_announcements", "support", "Read announcements of changes to the services",
         "サービスの変更のお知らせを読む", ("message_center_reader", "global_reader", *_SERVICES)),
    Task("read_reports", "support", "Read reports on use and on sign-ins",
         "利用状況とサインインのレポートを読む", ("reports_reader", "global_reader")),
    Task("read_security", "security", "Watch security alerts and reports",
         "セキュリティの警告とレポートを確認する",
         ("security_reader", "global_reader", "security_operator", "security_administrator")),
    Task("answer_alerts", "security", "Respond to security alerts",
         "セキュリティの警告に対応する", ("security_operator", "security_administrator")),
    Task("manage_security", "security", "Change security settings",
         "セキュリティ設定を変更する", ("security_administrator",)),
    Task("manage_conditional_access", "security", "Set conditions for signing in",
         "サインインの条件を設定する", ("conditional_access_administrator", "security_administrator")),
    Task("manage_compliance", "security", "Manage how content is kept and protected",
         "コンテンツの保持と保護を管理する", ("compliance_administrator",)),
    Task("manage_applications", "apps", "Register and manage applications",
         "アプリケーションを登録、管理する", ("cloud_application_administrator", "application_administrator")),
    Task("publish_applications", "apps", "Publish applications of its own network",
         "社内ネットワークのアプリケーションを公開する", ("application_administrator",)),
    Task("manage_mail", "collaboration", "Manage mailboxes and mail rules",
         "メールボックスとメールの規則を管理する", ("exchange_administrator",)),
    Task("manage_files", "collaboration", "Manage sites and files",
         "サイトとファイルを管理する", ("sharepoint_administrator",)),
    Task("manage_teams", "collaboration", "Manage teams",
         "チームを管理する", ("teams_administrator",)),
    Task("manage_calls", "collaboration", "Manage calls and meetings",
         "通話と会議を管理する", ("teams_communications_administrator", "teams_administrator")),
    Task("manage_office_apps", "collaboration", "Manage settings of Office applications",
         "Officeアプリの設定を管理する", ("office_apps_administrator",)),
    Task("manage_devices", "devices", "Manage devices and the programs on them",
         "デバイスとそのプログラムを管理する", ("intune_administrator",)),
    Task("disable_devices", "devices", "Disable lost devices",
         "紛失したデバイスを無効にする", ("cloud_device_administrator", "intune_administrator")),
    Task("manage_power_platform", "business", "Manage Power Apps and Power Automate",
         "Power AppsとPower Automateを管理する", ("power_platform_administrator",)),
    Task("manage_dynamics", "business", "Manage Dynamics 365",
         "Dynamics 365を管理する", ("dynamics_365_administrator", "power_platform_administrator")),
    Task("manage_fabric", "business", "Manage Fabric and Power BI",
         "FabricとPower BIを管理する", ("fabric_administrator",)),
)  # fmt: skip
