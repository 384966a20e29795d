"""Traps of guards, and findings of the security review."""

from .trap import trap

SECURITY = (
    trap(
        "3.veto",
        "A change that a rule refused is stored by the next commit of the request.",
        "refused_change_is_saved_by_a_later_commit",
        "refused_change_is_not_stored_by_a_later_commit",
    ),
    trap(
        "3.lost-form",
        "A refused form loses what was typed.",
        "refused_form_is_lost",
        "refused_form_comes_back_with_all_that_was_typed",
    ),
    trap(
        "3.delete-message",
        "A delete that the database refuses says nothing.",
        "delete_of_a_row_in_use_says_nothing",
        "row_in_use_is_not_deleted_and_the_page_says_why",
    ),
    trap(
        "3.hash-shown",
        "A failed new account shows statement and password hash.",
        "failed_new_account_shows_the_password_hash",
        "failed_new_account_shows_neither_statement_nor_hash",
    ),
    trap(
        "3.get-delete",
        "A link deletes a row.",
        "link_deletes_a_row",
        "link_changes_nothing sign_out_needs_the_button",
    ),
    trap(
        "3.get-action",
        "A link runs an action.",
        "link_runs_an_action",
        "link_changes_nothing",
    ),
    trap(
        "3.post-delete",
        "A delete without a form token is done.",
        "post_without_a_token_deletes_although_forms_have_tokens",
        "form_without_a_token_does_nothing",
    ),
    trap(
        "3.csrf-order",
        "Protection set up after the library breaks the sign-in of the API.",
        "api_sign_in_fails_when_protection_is_set_up_after_the_library",
        "interface_takes_a_token_of_its_own_beside_protected_forms",
    ),
    trap(
        "3.csrf-api",
        "The API takes a browser's cookie without a form token.",
        "api_takes_the_cookie_of_a_browser_without_a_token",
        "interface_takes_no_cookie_without_a_form_token",
    ),
    trap(
        "3.limit",
        "Passwords may be guessed without end.",
        "sign_in_may_be_tried_without_end",
        "guessing_passwords_comes_to_an_end",
    ),
    trap(
        "3.lost-update",
        "The second of two editors overwrites the first.",
        "second_editor_overwrites_the_first_silently",
        "second_of_two_editors_sees_both_versions",
    ),
    trap(
        "3.tabs",
        "After saving one lands on the page of another tab.",
        "saving_in_one_tab_leads_to_the_page_of_another_tab",
        "saving_leads_to_the_saved_row_whatever_other_tabs_show",
    ),
    trap(
        "3.language",
        "Taking a language away breaks every page of sessions that use it.",
        "removed_language_breaks_every_page_of_old_sessions",
        "session_with_a_language_that_is_gone_opens_every_page",
    ),
)

BESIDE = (
    trap(
        "sec.replay",
        "A copied cookie works after sign-out.",
        "copied_cookie_works_after_sign_out",
        "copied_cookie_ends_with_the_session",
    ),
    trap(
        "sec.password",
        "A password of one character is set without the current one.",
        "password_of_one_character_is_set_without_the_current_one",
        "password_needs_the_current_one_and_some_length",
    ),
    trap(
        "sec.cookie",
        "The session cookie has no SameSite and no Secure.",
        "cookie_may_travel_with_foreign_pages",
        "cookie_stays_on_this_site",
    ),
    trap(
        "sec.headers",
        "No protective header is sent.",
        "pages_carry_no_protective_header",
        "answers_carry_protective_headers",
    ),
    trap(
        "sec.action",
        "An unknown action is a server error before any permission is asked.",
        "unknown_action_is_a_server_error_before_any_permission",
        "unknown_action_is_asked_for_a_sign_in_then_not_there",
    ),
    trap(
        "sec.operator",
        "An API filter with an unknown operator answers all rows.",
        "api_filter_with_an_unknown_operator_answers_all_rows",
        "filter_that_is_unknown_is_an_error_of_the_interface",
    ),
    trap(
        "sec.file-delete",
        "A delete that fails has deleted the file.",
        "failed_delete_keeps_the_row_and_loses_its_file",
        "refused_delete_keeps_row_and_file",
    ),
    trap(
        "sec.orphans",
        "On SQLite a row in use is deleted and leaves orphans.",
        "delete_of_a_row_in_use_leaves_orphans_on_sqlite",
        "row_in_use_is_not_deleted_and_the_page_says_why database_watches_over_references",
    ),
    trap(
        "sec.control",
        "Control characters are stored.",
        "control_characters_are_stored",
        "control_characters_are_refused",
    ),
    trap(
        "sec.duplicate",
        "A duplicate by API is a server error.",
        "duplicate_by_api_is_a_server_error",
        "duplicate_by_interface_is_told_beside_its_field",
    ),
)
