"""Traps of rows and of files."""

from .trap import trap

ROWS = (
    trap(
        "3.action-single",
        "An action on one row runs on rows outside the filter of the view.",
        "single_action_runs_on_a_foreign_row",
        "move_of_a_foreign_row_is_not_there",
    ),
    trap(
        "3.action-bulk",
        "An action on chosen rows runs on rows outside the filter of the view.",
        "bulk_action_runs_on_a_foreign_row",
        "bulk_action_with_a_foreign_row_changes_nothing",
    ),
    trap(
        "3.master-detail",
        "The page of a master shows the details of a master one may not see.",
        "master_detail_shows_the_rows_of_a_foreign_master",
        "page_of_a_foreign_master_is_not_there tab_of_a_shared_master_shows_own_rows_only",
    ),
    trap(
        "3.master-unknown",
        "An unknown master is a server error.",
        "master_detail_of_an_unknown_master_is_a_server_error",
        "unknown_master_is_not_found",
    ),
    trap(
        "3.select",
        "The select of a form offers rows its own list would hide.",
        "form_select_offers_foreign_rows",
        "picker_offers_own_rows_only",
    ),
    trap(
        "3.search-select",
        "The select of the search form offers them too.",
        "search_select_offers_foreign_rows",
        "filters_of_a_list_name_no_foreign_rows",
    ),
    trap(
        "3.info",
        "The description that the API gives of a record lists them too.",
        "api_info_lists_foreign_rows",
        "description_of_the_interface_holds_no_rows",
    ),
    trap(
        "3.foreign-add",
        "A form stores a row into another organisation, under a foreign parent.",
        "form_stores_a_row_into_another_organisation",
        "form_refuses_a_foreign_parent_and_keeps_what_was_typed "
        "edit_cannot_hand_a_row_to_another_unit",
    ),
    trap(
        "3.foreign-post",
        "The API stores such a row as well.",
        "api_stores_a_row_into_another_organisation",
        "interface_refuses_a_foreign_parent",
    ),
    trap(
        "3.order-hidden",
        "A list can be sorted by a column it hides, which tells its values.",
        "list_sorts_by_a_column_it_does_not_show",
        "list_sorts_by_listed_and_visible_columns_only "
        "hidden_column_can_be_searched_and_filtered_by_readers_only",
    ),
    trap(
        "3.order-hash",
        "Accounts can be sorted by the hash of their password.",
        "users_can_be_sorted_by_their_password_hash",
        "accounts_have_one_order_and_no_interface",
    ),
    trap(
        "3.page-size",
        "A page may be as large as asked.",
        "page_size_has_no_ceiling",
        "page_size_has_a_ceiling",
    ),
    trap(
        "3.page-word",
        "A page number that is a word is a server error.",
        "page_number_that_is_a_word_is_a_server_error",
        "page_number_that_is_none_is_corrected",
    ),
    trap(
        "3.order-unknown",
        "An unknown sort column is a server error.",
        "unknown_sort_column_is_a_server_error",
        "unknown_sort_column_is_told_and_left_out",
    ),
    trap(
        "3.download",
        "Any file of the common folder is given to whoever may download from any view.",
        "any_file_is_handed_to_anyone_with_a_view uploads_of_all_views_share_one_folder",
        "file_is_found_through_its_own_row_only files_lie_under_random_names "
        "page_gives_a_file_of_its_own_row_only",
    ),
    trap(
        "3.thread-list",
        "Two requests share one filter, so that one gets the rows of the other.",
        "list_filter_of_one_request_is_replaced_by_another_request",
        "requests_at_once_each_list_their_own_rows",
    ),
    trap(
        "3.thread-parent",
        "Two requests share one filter, so that a row is saved under the wrong parent.",
        "row_is_saved_under_the_parent_of_another_request",
        "requests_at_once_each_save_under_their_own_parent",
    ),
    trap(
        "3.thread-api",
        "The filter of an API request stays behind in the object all requests share.",
        "api_filter_shares_one_object_between_requests",
        "interface_answers_requests_at_once_apart",
    ),
)
