"""The 115 inputs of the catalogue (reliability §5) by number, and where each is tried.

A place is a test (`file::name`, below `tests/`), or a table of cases whose names begin with the number (`file::TABLE`).
"""

FIELDS = "inputs/test_forms.py::test_every_case_of_the_catalogue_is_refused_at_every_field_and_changes_nothing"
ADDRESSES, GOOD_ADDRESSES = "inputs/cases.py::ADDRESSES", "inputs/cases.py::GOOD_ADDRESSES"
LINES, GOOD_LINES, LINKS = "inputs/cases.py::LINES", "inputs/cases.py::GOOD_LINES", "inputs/cases.py::LINKS"
HEADERS, COOKIES = "inputs/test_headers.py::HEADERS", "inputs/test_headers.py::COOKIES"
FILES = "sheets/test_reading.py::BAD_FILES"
TABLES = {  # a table of cases and the test that takes each of them
    ADDRESSES: FIELDS,
    LINES: FIELDS,
    LINKS: FIELDS,
    GOOD_ADDRESSES: "inputs/test_forms.py::test_odd_addresses_are_taken_or_refused_but_never_an_error",
    GOOD_LINES: "inputs/test_forms.py::test_odd_names_are_text_and_nothing_else",
    HEADERS: "inputs/test_headers.py::test_a_forged_header_has_no_effect",
    COOKIES: "inputs/test_headers.py::test_a_cookie_of_ones_own_lets_nobody_in",
    FILES: "sheets/test_reading.py::test_bad_files_are_refused_quickly_with_little_memory_and_the_reason",
}
ODD_REQUEST = "invitations/views/test_odd_requests.py"
REQUEST, LINK = "invitations/views/test_request_relationship.py", "invitations/views/test_open_link.py"
DECIDE, TEXT = "invitations/views/test_decide.py", "invitations/drafts/test_text.py"
IMPORT, READING = "services/views/test_importing_views.py", "sheets/test_reading.py"
ROUTES, MIDDLEWARE = "inputs/test_routes.py", "pages/test_middleware.py"
TOKENS, EMAILS = "links/test_tokens.py::test_what_is_no_token_is_not_recognised", "canonical/test_emails.py"
BOUNCES = "outbox/test_bounces.py"
FOREIGN = "inputs/test_forms.py::test_no_form_leads_to_a_foreign_place"

PLACES: dict[int, tuple[str, ...]] = {
    **dict.fromkeys((1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15, 16, 19, 22, 23, 24, 25, 26), (ADDRESSES,)),
    **dict.fromkeys((6, 11, 18, 21, 28), (GOOD_ADDRESSES,)),
    17: (GOOD_ADDRESSES, f"{ODD_REQUEST}::test_a_domain_that_looks_like_another_is_accepted_with_a_warning_on_page_2"),
    20: (GOOD_ADDRESSES, f"{EMAILS}::test_addresses_that_fold_to_one_under_casefold_stay_two"),
    27: (
        f"{EMAILS}::test_the_key_compares_case_and_form_of_the_domain_and_nothing_else",
        f"{REQUEST}::test_a_second_request_to_the_same_address_gets_a_warning_with_the_first_ones_link",
    ),
    29: (ADDRESSES,),
    30: (
        f"{EMAILS}::test_a_request_cannot_be_addressed_to_a_reserved_mailbox",
        "invitations/actions/test_create.py::test_nobody_of_the_portal_the_own_company_or_another_partner_is_asked",
    ),
    31: ("outbox/test_suppressing.py::test_a_mailbox_that_is_not_there_gets_no_second_mail_of_the_same_cloud",),
    32: (ADDRESSES,),
    **dict.fromkeys((33, 34, 36, 37), (LINES,)),
    35: (GOOD_LINES, "canonical/test_names.py::test_no_nasty_character_gets_through_into_a_mail_header"),
    38: (
        GOOD_LINES,
        "invitations/mails/test_asking.py::test_markup_and_template_words_of_the_partner_are_shown_literally",
    ),
    39: (LINKS, f"{TEXT}::test_a_body_that_cannot_be_sent_is_refused"),
    40: (f"{TEXT}::test_a_body_that_cannot_be_sent_is_refused",),
    41: (
        f"{TEXT}::test_a_body_that_cannot_be_sent_is_refused",
        f"{TEXT}::test_a_placeholder_in_the_subject_is_plain_text",
    ),
    42: (LINES, "canonical/test_characters.py::test_four_marks_on_a_letter_are_a_script_and_five_are_noise"),
    43: (ADDRESSES, LINES),
    44: (GOOD_LINES,),
    45: (GOOD_LINES, "canonical/test_names.py::test_both_normal_forms_and_both_widths_have_one_key"),
    46: ("inputs/test_forms.py::test_a_megabyte_is_refused_before_it_is_read",),
    47: (GOOD_LINES, "outbox/test_messages.py::test_any_company_name_leaves_one_sender_with_our_address"),
    48: (GOOD_LINES, "sheets/test_writing.py::test_what_a_spreadsheet_would_run_becomes_text"),
    49: (TOKENS, f"{LINK}::test_what_is_no_token_is_unknown_without_a_query_for_it"),
    50: (TOKENS,),
    51: (TOKENS, f"{LINK}::test_a_damaged_token_is_unknown"),
    52: (
        "links/test_tokens.py::test_one_changed_bit_is_another_hash",
        f"{LINK}::test_unknown_and_foreign_links_cost_the_same_queries",
    ),
    53: (f"{LINK}::test_a_damaged_token_is_unknown",),
    54: (
        "links/test_tokens.py::test_one_trailing_sign_of_a_mail_program_is_taken_off_and_no_more",
        f"{LINK}::test_other_signs_behind_the_token_are_unknown",
    ),
    55: ("outbox/test_messages.py::test_every_line_is_ascii_and_short",),
    56: ("links/test_converters.py::test_encoded_addresses_never_make_an_error",),
    57: (
        f"{ROUTES}::test_junk_in_the_query_is_clamped_or_refused",
        f"{MIDDLEWARE}::test_nul_and_broken_characters_get_a_page",
    ),
    58: (
        "links/test_converters.py::test_encoded_addresses_never_make_an_error",
        f"{ROUTES}::test_junk_for_an_id_is_no_page_and_no_error",
    ),
    59: (f"{LINK}::test_another_clouds_host_does_not_know_the_link",),
    60: ("links/test_carrier.py::test_a_link_of_one_purpose_is_none_of_another",),
    61: (f"{LINK}::test_a_dead_link_has_its_own_page_and_names_nobody",),
    62: (f"{ROUTES}::test_junk_in_the_query_is_clamped_or_refused",),
    63: (
        "links/test_converters.py::test_encoded_addresses_never_make_an_error",
        f"{ROUTES}::test_junk_for_an_id_is_no_page_and_no_error",
    ),
    64: (
        f"{ROUTES}::test_methods_that_no_page_answers_are_refused_everywhere",
        f"{ROUTES}::test_reading_changes_no_row_on_any_route",
    ),
    65: (
        "inputs/test_forms.py::test_a_post_from_elsewhere_is_refused_with_our_page",
        f"{DECIDE}::test_a_post_without_token_or_from_elsewhere_is_refused",
    ),
    66: (f"{DECIDE}::test_skipping_the_deed_accepts_nothing",),
    67: (
        f"{DECIDE}::test_fields_that_the_form_does_not_have_are_ignored",
        "invitations/actions/test_accept.py::test_a_box_ticked_for_rights_that_nobody_asked_for_grants_none",
    ),
    68: (f"{REQUEST}::test_a_forged_request_without_rights_is_refused_there",),
    69: (f"{DECIDE}::test_a_text_that_changed_is_shown_again_with_nothing_ticked",),
    70: (
        f"{REQUEST}::test_the_same_form_sent_twice_makes_one_request_and_leads_to_it",
        f"{DECIDE}::test_the_same_person_comes_back_to_the_same_result",
    ),
    71: (FOREIGN, "accounts/test_sign_in.py::test_next_leads_to_pages_of_this_host_only"),
    72: (FOREIGN,),
    73: (
        "policy/test_policy.py::test_every_route_answers_everybody_as_the_table_says",
        "tenancy/test_keys_of_forms.py",
    ),
    74: (f"{ROUTES}::test_junk_for_an_id_is_no_page_and_no_error",),
    75: (f"{ROUTES}::test_junk_in_the_query_is_clamped_or_refused",),
    76: ("relationships/test_search.py::test_signs_of_sql_and_tsquery_steer_nothing",),
    77: ("inputs/test_headers.py::test_a_host_that_is_none_of_ours_is_refused",),
    78: (
        "clouds/test_hosts.py",
        "accounts/test_mails.py::test_links_come_from_the_settings_whatever_the_host_header_says",
    ),
    79: (HEADERS,),
    80: (HEADERS, f"{MIDDLEWARE}::test_junk_from_behind_a_trusted_proxy_is_no_error"),
    81: (COOKIES,),
    82: (COOKIES, f"{LINK}::test_a_browser_that_carries_nothing_or_something_forged_gets_the_unknown_page"),
    83: (HEADERS,),
    84: (HEADERS, "pages/test_logs.py::test_secrets_and_control_characters_do_not_reach_the_log"),
    85: ("inputs/test_headers.py::test_a_body_that_is_no_form_is_refused_and_changes_nothing",),
    86: (
        f"{MIDDLEWARE}::test_a_body_over_the_limit_is_refused_before_it_is_read",
        "inputs/test_forms.py::test_a_thousand_and_one_fields_are_refused",
        "inputs/test_headers.py::test_a_body_that_is_no_form_is_refused_and_changes_nothing",
    ),
    87: ("races/test_odd_bodies.py::test_a_length_that_is_not_the_bodys_is_no_second_request",),
    88: ("inputs/test_forms.py::test_a_post_from_elsewhere_is_refused_with_our_page",),
    89: (HEADERS,),
    90: (FILES,),
    91: (f"{READING}::test_csv_of_every_encoding_separator_and_line_end_reads_the_same",),
    **dict.fromkeys((92, 93, 94, 95, 96, 97, 101, 102), (FILES,)),
    98: (f"{READING}::test_csv_of_every_encoding_separator_and_line_end_reads_the_same",),
    99: (f"{READING}::test_csv_of_every_encoding_separator_and_line_end_reads_the_same",),
    100: (
        f"{READING}::test_columns_are_known_ones_and_the_needed_are_there",
        f"{READING}::test_columns_come_in_any_order_and_either_language",
    ),
    103: (
        f"{READING}::test_formulas_stay_text_and_nothing_is_calculated",
        f"{IMPORT}::test_formulas_are_stored_as_they_are_and_neutralised_in_the_result",
    ),
    104: (f"{IMPORT}::test_one_address_many_times_is_one_person_and_who_is_there_gets_licences_alone",),
    105: ("inputs/test_uploads.py::test_a_column_that_names_another_organisation_is_refused",),
    106: ("inputs/test_uploads.py::test_the_name_of_a_file_is_believed_in_nothing",),
    107: (FILES, f"{READING}::test_the_name_is_believed_in_nothing"),
    108: (f"{IMPORT}::test_of_two_tabs_with_one_file_the_second_says_that_it_is_imported",),
    109: (
        "inputs/test_uploads.py::test_a_file_that_comes_after_the_session_ended_leads_to_sign_in_and_leaves_nothing",
    ),
    110: (f"{BOUNCES}::test_an_address_that_we_did_not_sign_names_no_mail",),
    **dict.fromkeys((111, 112, 113), (f"{BOUNCES}::test_what_is_no_report_is_counted_and_forgotten",)),
    114: ("inputs/test_reports.py::test_a_report_on_many_people_speaks_of_the_signed_mail_alone",),
    115: ("outbox/test_suppressing.py::test_a_refusal_of_the_content_or_of_a_mail_of_no_cloud_lists_nobody",),
}
