"""The list of twenty-five."""

from .trap import trap

REST = (
    trap(
        "12.1",
        "Actions, master pages, selects, search and API description skip the row filter.",
        "single_action_runs_on_a_foreign_row bulk_action_runs_on_a_foreign_row "
        "master_detail_shows_the_rows_of_a_foreign_master form_select_offers_foreign_rows "
        "search_select_offers_foreign_rows api_info_lists_foreign_rows",
        "move_of_a_foreign_row_is_not_there "
        "bulk_action_with_a_foreign_row_changes_nothing "
        "page_of_a_foreign_master_is_not_there picker_offers_own_rows_only "
        "filters_of_a_list_name_no_foreign_rows "
        "description_of_the_interface_holds_no_rows",
    ),
    trap(
        "12.2",
        "One filter object per view serves all threads.",
        "list_filter_of_one_request_is_replaced_by_another_request "
        "row_is_saved_under_the_parent_of_another_request",
        "requests_at_once_each_list_their_own_rows "
        "requests_at_once_each_save_under_their_own_parent",
    ),
    trap(
        "12.3",
        "A filter by function cannot mean «everything».",
        "filter_by_function_cannot_mean_everything",
        "grant_on_all_rows_means_everything",
    ),
    trap(
        "12.4",
        "A refusal does not roll back.",
        "refused_change_is_saved_by_a_later_commit",
        "refused_change_is_not_stored_by_a_later_commit",
    ),
    trap(
        "12.5a",
        "A percent sign in a label breaks the page.",
        "percent_sign_in_a_menu_label_breaks_every_page",
        "percent_sign_in_a_label_keeps_its_chapter_out "
        "percent_sign_in_texts_of_people_breaks_no_page",
    ),
    trap(
        "12.5b",
        "An empty text is translated into the header of the catalogue.",
        "empty_description_is_translated_into_the_catalogue_header",
        "empty_text_is_shown_as_nothing",
    ),
    trap(
        "12.6a",
        "Numbers, moments, yes/no and choices are cut, refused or a server error.",
        "open_and_save_cuts_a_number_to_two_decimals "
        "time_with_microseconds_cannot_be_saved_unchanged "
        "yes_no_that_is_required_cannot_be_unticked "
        "optional_choice_left_empty_is_a_server_error",
        "open_and_save_changes_nothing required_yes_no_can_be_no optional_choice_can_be_left_empty",
    ),
    trap(
        "12.6b",
        "Times of day and UUIDs break their pages.",
        "time_of_day_and_uuid_columns_break_their_pages",
        "kinds_of_values_are_ten_and_a_column_of_another_kind_is_no_chapter",
    ),
    trap(
        "12.6c",
        "A JSON column stores a string.",
        "json_column_stores_a_string",
        "kinds_of_values_are_ten_and_a_column_of_another_kind_is_no_chapter",
    ),
    trap(
        "12.7",
        "A menu condition does nothing, and the menu's names grow exponentially.",
        "menu_condition_is_ignored_by_the_navigation_bar menu_names_double_with_every_category",
        "menu_shows_what_one_may_open_and_nothing_else menu_names_each_entry_once",
    ),
    trap(
        "12.8",
        "Web processes that write permissions race; a clean-up without all plugins loses grants.",
        "two_processes_starting_at_once_log_errors "
        "cleanup_with_a_plugin_absent_loses_the_grants_of_own_roles",
        "processes_starting_at_once_log_no_error "
        "init_with_a_chapter_absent_keeps_the_grants_of_own_roles",
    ),
    trap(
        "12.9",
        "Role patterns also match longer names.",
        "role_patterns_match_the_beginning_of_longer_names",
        "role_codes_that_begin_alike_share_nothing",
    ),
    trap(
        "12.10",
        "A renamed view class loses its grants.",
        "renaming_a_view_class_loses_the_grants_silently",
        "renamed_class_keeps_its_grants",
    ),
    trap(
        "12.11",
        "Two plugins with one class, permission or menu name stop the start or share rights.",
        "two_plugins_with_one_class_name_stop_the_start "
        "two_plugins_with_one_permission_name_share_their_rights "
        "two_plugins_with_one_menu_name_share_its_permission",
        "second_chapter_with_a_taken_name_stays_out_and_says_why "
        "records_of_one_short_name_share_no_rights",
    ),
    trap(
        "12.12",
        "The start creates the tables of every plugin, past all migrations.",
        "start_creates_the_tables_of_every_plugin",
        "start_creates_no_table",
    ),
    trap(
        "12.13",
        "Creating all tables does not see those of the library.",
        "create_all_of_the_database_object_makes_no_table_of_the_library",
        "init_makes_the_tables_of_library_core_and_chapters",
    ),
    trap(
        "12.14",
        "Form protection depends on the order of two lines, and lets links delete.",
        "api_sign_in_fails_when_protection_is_set_up_after_the_library "
        "api_takes_the_cookie_of_a_browser_without_a_token link_deletes_a_row",
        "interface_takes_a_token_of_its_own_beside_protected_forms "
        "interface_takes_no_cookie_without_a_form_token link_changes_nothing",
    ),
    trap(
        "12.15",
        "Page size and sort column are taken from the address unchecked.",
        "page_size_has_no_ceiling list_sorts_by_a_column_it_does_not_show "
        "unknown_sort_column_is_a_server_error",
        "page_size_has_a_ceiling list_sorts_by_listed_and_visible_columns_only "
        "unknown_sort_column_is_told_and_left_out",
    ),
    trap(
        "12.16",
        "Uploads: one folder, any kind, lost names, no tie to a record.",
        "uploads_of_all_views_share_one_folder upload_takes_a_program "
        "upload_loses_a_chinese_file_name any_file_is_handed_to_anyone_with_a_view",
        "files_lie_under_random_names only_documents_and_pictures_are_kept "
        "file_keeps_its_chinese_name file_is_found_through_its_own_row_only",
    ),
    trap(
        "12.17",
        "Stamps of who and when fail in jobs and have no time zone.",
        "stamps_refuse_a_row_that_a_job_stores stamps_are_local_time_without_a_zone",
        "stamps_of_a_job_are_utc_and_without_an_account",
    ),
    trap(
        "12.18",
        "A failed add shows the statement.",
        "duplicate_by_form_shows_the_raw_statement failed_new_account_shows_the_password_hash",
        "duplicate_is_told_beside_its_field failed_new_account_shows_neither_statement_nor_hash",
    ),
    trap(
        "12.19",
        "Back leads to another tab's page; the last save wins.",
        "saving_in_one_tab_leads_to_the_page_of_another_tab "
        "second_editor_overwrites_the_first_silently",
        "saving_leads_to_the_saved_row_whatever_other_tabs_show "
        "second_of_two_editors_sees_both_versions",
    ),
    trap(
        "12.20",
        "The next version of the form library removes what the fields use.",
        "fields_use_what_the_next_form_library_removes",
        "forms_use_nothing_that_the_form_library_removes",
    ),
    trap(
        "12.21",
        "Each select counts and loads its whole table, also in the search form.",
        "each_select_loads_its_whole_table_also_in_the_search",
        "form_costs_the_same_with_many_rows_to_choose_from",
    ),
    trap(
        "12.22",
        "Hooks are asked last plugin first, and views cannot come late.",
        "hooks_ask_the_last_plugin_first a_view_cannot_be_added_once_requests_are_served",
        "chapters_are_asked_in_the_order_of_the_settings "
        "chapter_is_switched_while_requests_are_served",
    ),
    trap(
        "12.23",
        "A missing version folder of one plugin stops all migrations.",
        "missing_version_folder_of_one_plugin_stops_all_migrations",
        "missing_migrations_of_one_chapter_stop_no_other",
    ),
    trap(
        "12.24",
        "A language that is taken away breaks old sessions.",
        "removed_language_breaks_every_page_of_old_sessions",
        "session_with_a_language_that_is_gone_opens_every_page",
    ),
    trap(
        "12.25",
        "A plugin's template is not found through its view.",
        "template_of_a_plugin_is_not_found_through_its_view",
        "own_page_of_a_chapter_finds_its_template",
    ),
)
