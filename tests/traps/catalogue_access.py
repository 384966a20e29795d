"""Traps of permissions, of rows and of security."""

from .trap import trap

PERMISSIONS = (
    trap(
        "2.cost-first",
        "The first start sends several statements for every single permission.",
        "first_start_sends_statements_for_every_single_permission",
    ),
    trap(
        "2.cost-restart",
        "Each restart asks for every permission again.",
        "every_restart_asks_for_each_permission_again",
    ),
    trap(
        "2.race",
        "Processes that start together fill the log with errors.",
        "two_processes_starting_at_once_log_errors",
    ),
    trap(
        "2.absent",
        "Rows and grants of a plugin that is gone stay in the tables.",
        "keeps_the_rows_of_a_plugin_that_is_gone",
    ),
    trap(
        "2.cleanup",
        "The clean-up command drops grants of plugins that are only switched off.",
        "cleanup_with_a_plugin_absent_loses_the_grants_of_own_roles",
    ),
    trap(
        "2.narrow",
        "Taking a permission away from a view leaves it with those who had it.",
        "narrowing_the_permissions_of_a_view_leaves_the_old_grants",
    ),
    trap(
        "2.rename",
        "Renaming a view class takes its permission from every role, without a word.",
        "renaming_a_view_class_loses_the_grants_silently",
    ),
    trap(
        "2.junk",
        "Role patterns of the configuration are written as permission rows that name nothing.",
        "role_patterns_become_rows_that_name_nothing",
    ),
    trap(
        "2.late",
        "Nothing can be registered after the first request.",
        "a_view_cannot_be_added_once_requests_are_served",
    ),
    trap(
        "2.menu-cond",
        "The condition of a menu entry is not asked by the navigation bar.",
        "menu_condition_is_ignored_by_the_navigation_bar",
    ),
    trap(
        "2.menu-double",
        "The list of menu names doubles with each category.",
        "menu_names_double_with_every_category",
    ),
    trap(
        "2.menu-cost",
        "Each menu entry costs a statement on each page.",
        "page_asks_for_each_menu_entry_by_a_statement_of_its_own",
    ),
    trap(
        "2.fields",
        "A view shows the same columns to every role.",
        "shows_the_same_columns_to_every_role",
    ),
)

ROWS = (
    trap(
        "3.action-single",
        "An action on one row runs on rows outside the filter of the view.",
        "single_action_runs_on_a_foreign_row",
    ),
    trap(
        "3.action-bulk",
        "An action on chosen rows runs on rows outside the filter of the view.",
        "bulk_action_runs_on_a_foreign_row",
    ),
    trap(
        "3.master-detail",
        "The page of a master shows the details of a master one may not see.",
        "master_detail_shows_the_rows_of_a_foreign_master",
    ),
    trap(
        "3.master-unknown",
        "An unknown master is a server error.",
        "master_detail_of_an_unknown_master_is_a_server_error",
    ),
    trap(
        "3.select",
        "The select of a form offers rows its own list would hide.",
        "form_select_offers_foreign_rows",
    ),
    trap(
        "3.search-select",
        "The select of the search form offers them too.",
        "search_select_offers_foreign_rows",
    ),
    trap(
        "3.info",
        "The description that the API gives of a record lists them too.",
        "api_info_lists_foreign_rows",
    ),
    trap(
        "3.foreign-add",
        "A form stores a row into another organisation, under a foreign parent.",
        "form_stores_a_row_into_another_organisation",
    ),
    trap(
        "3.foreign-post",
        "The API stores such a row as well.",
        "api_stores_a_row_into_another_organisation",
    ),
    trap(
        "3.order-hidden",
        "A list can be sorted by a column it hides, which tells its values.",
        "list_sorts_by_a_column_it_does_not_show",
    ),
    trap(
        "3.order-hash",
        "Accounts can be sorted by the hash of their password.",
        "users_can_be_sorted_by_their_password_hash",
    ),
    trap("3.page-size", "A page may be as large as asked.", "page_size_has_no_ceiling"),
    trap(
        "3.page-word",
        "A page number that is a word is a server error.",
        "page_number_that_is_a_word_is_a_server_error",
    ),
    trap(
        "3.order-unknown",
        "An unknown sort column is a server error.",
        "unknown_sort_column_is_a_server_error",
    ),
    trap(
        "3.download",
        "Any file of the common folder is given to whoever may download from any view.",
        "any_file_is_handed_to_anyone_with_a_view uploads_of_all_views_share_one_folder",
    ),
    trap(
        "3.thread-list",
        "Two requests share one filter, so that one gets the rows of the other.",
        "list_filter_of_one_request_is_replaced_by_another_request",
    ),
    trap(
        "3.thread-parent",
        "Two requests share one filter, so that a row is saved under the wrong parent.",
        "row_is_saved_under_the_parent_of_another_request",
    ),
    trap(
        "3.thread-api",
        "The filter of an API request stays behind in the object all requests share.",
        "api_filter_shares_one_object_between_requests",
    ),
)

SECURITY = (
    trap(
        "3.veto",
        "A change that a rule refused is stored by the next commit of the request.",
        "refused_change_is_saved_by_a_later_commit",
    ),
    trap("3.lost-form", "A refused form loses what was typed.", "refused_form_is_lost"),
    trap(
        "3.delete-message",
        "A delete that the database refuses says nothing.",
        "delete_of_a_row_in_use_says_nothing",
    ),
    trap(
        "3.hash-shown",
        "A failed new account shows statement and password hash.",
        "failed_new_account_shows_the_password_hash",
    ),
    trap("3.get-delete", "A link deletes a row.", "link_deletes_a_row"),
    trap("3.get-action", "A link runs an action.", "link_runs_an_action"),
    trap(
        "3.post-delete",
        "A delete without a form token is done.",
        "post_without_a_token_deletes_although_forms_have_tokens",
    ),
    trap(
        "3.csrf-order",
        "Protection set up after the library breaks the sign-in of the API.",
        "api_sign_in_fails_when_protection_is_set_up_after_the_library",
    ),
    trap(
        "3.csrf-api",
        "The API takes a browser's cookie without a form token.",
        "api_takes_the_cookie_of_a_browser_without_a_token",
    ),
    trap("3.limit", "Passwords may be guessed without end.", "sign_in_may_be_tried_without_end"),
    trap(
        "3.lost-update",
        "The second of two editors overwrites the first.",
        "second_editor_overwrites_the_first_silently",
    ),
    trap(
        "3.tabs",
        "After saving one lands on the page of another tab.",
        "saving_in_one_tab_leads_to_the_page_of_another_tab",
    ),
    trap(
        "3.language",
        "Taking a language away breaks every page of sessions that use it.",
        "removed_language_breaks_every_page_of_old_sessions",
    ),
)
