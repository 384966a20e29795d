"""Traps of permissions and menus."""

from .trap import trap

PERMISSIONS = (
    trap(
        "2.cost-first",
        "The first start sends several statements for every single permission.",
        "first_start_sends_statements_for_every_single_permission",
        "roles_and_grants_come_in_a_fixed_number_of_statements",
    ),
    trap(
        "2.cost-restart",
        "Each restart asks for every permission again.",
        "every_restart_asks_for_each_permission_again",
        "restart_asks_for_no_permission",
    ),
    trap(
        "2.race",
        "Processes that start together fill the log with errors.",
        "two_processes_starting_at_once_log_errors",
        "processes_starting_at_once_log_no_error",
    ),
    trap(
        "2.absent",
        "Rows and grants of a plugin that is gone stay in the tables.",
        "keeps_the_rows_of_a_plugin_that_is_gone",
        "chapter_that_is_gone_opens_nothing_and_finds_its_grants_again",
    ),
    trap(
        "2.cleanup",
        "The clean-up command drops grants of plugins that are only switched off.",
        "cleanup_with_a_plugin_absent_loses_the_grants_of_own_roles",
        "init_with_a_chapter_absent_keeps_the_grants_of_own_roles",
    ),
    trap(
        "2.narrow",
        "Taking a permission away from a view leaves it with those who had it.",
        "narrowing_the_permissions_of_a_view_leaves_the_old_grants",
        "default_that_is_no_longer_declared_is_taken_back "
        "grant_taken_away_by_an_administrator_stays_away",
    ),
    trap(
        "2.rename",
        "Renaming a view class takes its permission from every role, without a word.",
        "renaming_a_view_class_loses_the_grants_silently",
        "renamed_class_keeps_its_grants",
    ),
    trap(
        "2.junk",
        "Role patterns of the configuration are written as permission rows that name nothing.",
        "role_patterns_become_rows_that_name_nothing",
        "every_permission_row_names_something_declared",
    ),
    trap(
        "2.late",
        "Nothing can be registered after the first request.",
        "a_view_cannot_be_added_once_requests_are_served",
        "chapter_is_switched_while_requests_are_served",
    ),
    trap(
        "2.menu-cond",
        "The condition of a menu entry is not asked by the navigation bar.",
        "menu_condition_is_ignored_by_the_navigation_bar",
        "menu_shows_what_one_may_open_and_nothing_else",
    ),
    trap(
        "2.menu-double",
        "The list of menu names doubles with each category.",
        "menu_names_double_with_every_category",
        "menu_names_each_entry_once",
    ),
    trap(
        "2.menu-cost",
        "Each menu entry costs a statement on each page.",
        "page_asks_for_each_menu_entry_by_a_statement_of_its_own",
        "menu_costs_no_statement",
    ),
    trap(
        "2.fields",
        "A view shows the same columns to every role.",
        "shows_the_same_columns_to_every_role",
        "field_is_shown_to_its_readers_only hidden_field_cannot_be_set_and_survives_an_edit",
    ),
)
