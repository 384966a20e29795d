"""Traps of forms, the list of twenty-five, and findings of the security review."""

from .trap import trap

FORMS = (
    trap(
        "4.decimals",
        "Opening and saving a record cuts a number to two decimals.",
        "open_and_save_cuts_a_number_to_two_decimals",
    ),
    trap(
        "4.microseconds",
        "A moment with microseconds is refused when saved unchanged.",
        "time_with_microseconds_cannot_be_saved_unchanged",
    ),
    trap(
        "4.picker",
        "The date picker of a moment gives what the field refuses.",
        "picker_gives_a_date_that_the_time_field_refuses",
    ),
    trap(
        "4.search-picker",
        "Adding a date to the search calls a script that is not there.",
        "search_script_calls_a_picker_that_is_not_shipped",
    ),
    trap(
        "4.untick",
        "A required yes or no can never be no.",
        "yes_no_that_is_required_cannot_be_unticked",
    ),
    trap(
        "4.choice-empty",
        "An optional choice left empty is a server error and has no empty option.",
        "optional_choice_left_empty_is_a_server_error optional_choice_has_no_empty_option",
    ),
    trap(
        "4.choice-unknown",
        "An unknown choice is a server error.",
        "unknown_choice_is_a_server_error",
    ),
    trap(
        "4.cleared",
        "A cleared text is stored as an empty string.",
        "cleared_text_becomes_an_empty_string_instead_of_nothing",
    ),
    trap("4.spaces", "Spaces pass as a required text.", "required_text_may_be_only_spaces"),
    trap(
        "4.leading-space",
        "A space in front makes a taken name unique.",
        "leading_space_makes_a_taken_name_unique",
    ),
    trap(
        "4.file-name",
        "An uploaded file loses its Chinese name.",
        "upload_loses_a_chinese_file_name",
    ),
    trap("4.file-kind", "A program can be uploaded.", "upload_takes_a_program"),
)

REST = (
    trap(
        "12.1",
        "Actions, master pages, selects, search and API description skip the row filter.",
        "single_action_runs_on_a_foreign_row bulk_action_runs_on_a_foreign_row "
        "master_detail_shows_the_rows_of_a_foreign_master form_select_offers_foreign_rows "
        "search_select_offers_foreign_rows api_info_lists_foreign_rows",
    ),
    trap(
        "12.2",
        "One filter object per view serves all threads.",
        "list_filter_of_one_request_is_replaced_by_another_request "
        "row_is_saved_under_the_parent_of_another_request",
    ),
    trap(
        "12.3",
        "A filter by function cannot mean «everything».",
        "filter_by_function_cannot_mean_everything",
    ),
    trap("12.4", "A refusal does not roll back.", "refused_change_is_saved_by_a_later_commit"),
    trap(
        "12.5a",
        "A percent sign in a label breaks the page.",
        "percent_sign_in_a_menu_label_breaks_every_page",
    ),
    trap(
        "12.5b",
        "An empty text is translated into the header of the catalogue.",
        "empty_description_is_translated_into_the_catalogue_header",
    ),
    trap(
        "12.6a",
        "Numbers, moments, yes/no and choices are cut, refused or a server error.",
        "open_and_save_cuts_a_number_to_two_decimals "
        "time_with_microseconds_cannot_be_saved_unchanged "
        "yes_no_that_is_required_cannot_be_unticked optional_choice_left_empty_is_a_server_error",
    ),
    trap(
        "12.6b",
        "Times of day and UUIDs break their pages.",
        "time_of_day_and_uuid_columns_break_their_pages",
    ),
    trap("12.6c", "A JSON column stores a string.", "json_column_stores_a_string"),
    trap(
        "12.7",
        "A menu condition does nothing, and the menu's names grow exponentially.",
        "menu_condition_is_ignored_by_the_navigation_bar menu_names_double_with_every_category",
    ),
    trap(
        "12.8",
        "Web processes that write permissions race; a clean-up without all plugins loses grants.",
        "two_processes_starting_at_once_log_errors "
        "cleanup_with_a_plugin_absent_loses_the_grants_of_own_roles",
    ),
    trap(
        "12.9",
        "Role patterns also match longer names.",
        "role_patterns_match_the_beginning_of_longer_names",
    ),
    trap(
        "12.10",
        "A renamed view class loses its grants.",
        "renaming_a_view_class_loses_the_grants_silently",
    ),
    trap(
        "12.11",
        "Two plugins with one class, permission or menu name stop the start or share rights.",
        "two_plugins_with_one_class_name_stop_the_start "
        "two_plugins_with_one_permission_name_share_their_rights "
        "two_plugins_with_one_menu_name_share_its_permission",
    ),
    trap(
        "12.12",
        "The start creates the tables of every plugin, past all migrations.",
        "start_creates_the_tables_of_every_plugin",
    ),
    trap(
        "12.13",
        "Creating all tables does not see those of the library.",
        "create_all_of_the_database_object_makes_no_table_of_the_library",
    ),
    trap(
        "12.14",
        "Form protection depends on the order of two lines, and lets links delete.",
        "api_sign_in_fails_when_protection_is_set_up_after_the_library "
        "api_takes_the_cookie_of_a_browser_without_a_token link_deletes_a_row",
    ),
    trap(
        "12.15",
        "Page size and sort column are taken from the address unchecked.",
        "page_size_has_no_ceiling list_sorts_by_a_column_it_does_not_show "
        "unknown_sort_column_is_a_server_error",
    ),
    trap(
        "12.16",
        "Uploads: one folder, any kind, lost names, no tie to a record.",
        "uploads_of_all_views_share_one_folder upload_takes_a_program "
        "upload_loses_a_chinese_file_name any_file_is_handed_to_anyone_with_a_view",
    ),
    trap(
        "12.17",
        "Stamps of who and when fail in jobs and have no time zone.",
        "stamps_refuse_a_row_that_a_job_stores stamps_are_local_time_without_a_zone",
    ),
    trap(
        "12.18",
        "A failed add shows the statement.",
        "duplicate_by_form_shows_the_raw_statement failed_new_account_shows_the_password_hash",
    ),
    trap(
        "12.19",
        "Back leads to another tab's page; the last save wins.",
        "saving_in_one_tab_leads_to_the_page_of_another_tab "
        "second_editor_overwrites_the_first_silently",
    ),
    trap(
        "12.20",
        "The next version of the form library removes what the fields use.",
        "fields_use_what_the_next_form_library_removes",
    ),
    trap(
        "12.21",
        "Each select counts and loads its whole table, also in the search form.",
        "each_select_loads_its_whole_table_also_in_the_search",
    ),
    trap(
        "12.22",
        "Hooks are asked last plugin first, and views cannot come late.",
        "hooks_ask_the_last_plugin_first a_view_cannot_be_added_once_requests_are_served",
    ),
    trap(
        "12.23",
        "A missing version folder of one plugin stops all migrations.",
        "missing_version_folder_of_one_plugin_stops_all_migrations",
    ),
    trap(
        "12.24",
        "A language that is taken away breaks old sessions.",
        "removed_language_breaks_every_page_of_old_sessions",
    ),
    trap(
        "12.25",
        "A plugin's template is not found through its view.",
        "template_of_a_plugin_is_not_found_through_its_view",
    ),
)

BESIDE = (
    trap(
        "sec.replay",
        "A copied cookie works after sign-out.",
        "copied_cookie_works_after_sign_out",
    ),
    trap(
        "sec.password",
        "A password of one character is set without the current one.",
        "password_of_one_character_is_set_without_the_current_one",
    ),
    trap(
        "sec.cookie",
        "The session cookie has no SameSite and no Secure.",
        "cookie_may_travel_with_foreign_pages",
    ),
    trap("sec.headers", "No protective header is sent.", "pages_carry_no_protective_header"),
    trap(
        "sec.action",
        "An unknown action is a server error before any permission is asked.",
        "unknown_action_is_a_server_error_before_any_permission",
    ),
    trap(
        "sec.operator",
        "An API filter with an unknown operator answers all rows.",
        "api_filter_with_an_unknown_operator_answers_all_rows",
    ),
    trap(
        "sec.file-delete",
        "A delete that fails has deleted the file.",
        "failed_delete_keeps_the_row_and_loses_its_file",
    ),
    trap(
        "sec.orphans",
        "On SQLite a row in use is deleted and leaves orphans.",
        "delete_of_a_row_in_use_leaves_orphans_on_sqlite",
    ),
    trap("sec.control", "Control characters are stored.", "control_characters_are_stored"),
    trap(
        "sec.duplicate",
        "A duplicate by API is a server error.",
        "duplicate_by_api_is_a_server_error",
    ),
)
